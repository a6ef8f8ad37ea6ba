using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;

namespace Assay.Studies;

/// <summary>What the trials of a study reported, for its pruner; curves of trials that ended are read once. One caller at a time.</summary>
/// <param name="records">The store.</param>
/// <param name="metric">The key that reports stand under.</param>
internal sealed class CurveBook(IRunStore records, string metric)
{
    private readonly Dictionary<int, TrialCurve> _ended = [];

    /// <summary>The curves of the trials that a pruner compares one with.</summary>
    /// <param name="book">The study.</param>
    /// <param name="trial">The trial that is judged, left out.</param>
    /// <param name="living">Curves of trials that run in this process; newer than what is stored.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The curves that have any report, by number.</returns>
    public async Task<IReadOnlyList<TrialCurve>> OthersAsync(StudyBook book, int trial, IReadOnlyDictionary<int, TrialCurve> living, CancellationToken cancellationToken)
    {
        var curves = new List<TrialCurve>();
        foreach (var other in book.Trials)
        {
            // A value that stands alone is the whole trial's, no report.
            if (other.Number == trial || other.State == TrialState.Waiting || (other.State != TrialState.Running && other.LastStep is null))
                continue;
            var curve = living.GetValueOrDefault(other.Number) ?? _ended.GetValueOrDefault(other.Number) ?? await ReadAsync(other, cancellationToken).ConfigureAwait(false);
            if (other.State != TrialState.Running)
                _ended[other.Number] = curve = curve with { State = other.State, Value = other.State == TrialState.Completed ? other.Value?.NumberOrNull : null };
            if (curve.Steps.Count > 0)
                curves.Add(curve);
        }

        return curves;
    }

    /// <summary>What a trial has reported, as stored.</summary>
    public async Task<TrialCurve> ReadAsync(Trial trial, CancellationToken cancellationToken)
    {
        var points = trial.Run is { } run ? await records.GetPointsAsync(run, new MetricIdentity(metric), cancellationToken).ConfigureAwait(false) : [];
        return Of(trial.Number, trial.State, points);
    }

    /// <summary>The curve of points by step; of several at one step the first stays.</summary>
    public static TrialCurve Of(int number, TrialState state, IReadOnlyList<MetricPoint> points)
    {
        var (steps, values) = (new List<long>(points.Count), new List<double>(points.Count));
        foreach (var point in points)
        {
            if (steps.Count > 0 && steps[^1] == point.Step)
                continue;
            steps.Add(point.Step);
            values.Add(point.Value.Number);
        }

        return new TrialCurve(number, state, steps, values);
    }
}
