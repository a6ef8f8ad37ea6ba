using Assay.Statistics;

namespace Assay.Evaluation.Curves;

/// <summary>What stopping early would have done to a run that is over: what it would have saved, and what it would have lost.</summary>
/// <param name="Patience">Points without a better value after which training would have ended.</param>
/// <param name="Stop">The step at which it would have ended; the last step when it would not have.</param>
/// <param name="Stopped">Whether it would have ended before the last point.</param>
/// <param name="PointsRun">Points up to there.</param>
/// <param name="PointsSaved">Points after there.</param>
/// <param name="Kept">The best value up to there; null when none is finite.</param>
/// <param name="BestOfAll">The best value of the whole run; null when none is finite.</param>
/// <param name="Optimum">Which values are better.</param>
public sealed record EarlyStop(int Patience, long Stop, bool Stopped, int PointsRun, int PointsSaved, CurvePoint? Kept, CurvePoint? BestOfAll, Optimum Optimum)
{
    /// <summary>Share of points that would have been saved, in [0, 1).</summary>
    public double ShareSaved => (double)PointsSaved / (PointsRun + PointsSaved);

    /// <summary>By how much the best of the whole run is better than the one that would have been kept, 0 or more; undefined when nothing finite would have been kept.</summary>
    public Quantity Lost => Kept is { } kept && BestOfAll is { } best ? CurveCheck.Gain(best.Value, kept.Value, Optimum) : Quantity.Undefined("no value up to the stop is finite");

    /// <summary>Replays a run.</summary>
    /// <param name="steps">Steps, growing; at least one.</param>
    /// <param name="values">The metric that is watched; NaN is not better than anything.</param>
    /// <param name="optimum">Which values are better.</param>
    /// <param name="patience">Points without a better value after which training ends, at least 1.</param>
    /// <param name="minimumChange">By how much a value must be better to count, 0 or more, in the metric's unit.</param>
    /// <returns>What would have happened.</returns>
    /// <exception cref="ArgumentException">Lengths differ, steps do not grow, or there are none.</exception>
    public static EarlyStop Replay(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, Optimum optimum, int patience, double minimumChange = 0)
    {
        CurveCheck.Increasing(steps, values);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        if (!(minimumChange >= 0 && double.IsFinite(minimumChange)))
            throw new ArgumentOutOfRangeException(nameof(minimumChange), minimumChange, "The change that counts is 0 or more.");
        if (steps.IsEmpty)
            throw new ArgumentException("A run without values has no end to move.", nameof(values));
        var (reference, since, stop) = (double.NaN, 0, steps.Length - 1);
        for (var i = 0; i < steps.Length; i++)
        {
            if (double.IsFinite(values[i]) && (double.IsNaN(reference) || CurveCheck.Gain(values[i], reference, optimum) > minimumChange))
                (reference, since) = (values[i], 0);
            else if (++since >= patience)
            {
                stop = i;
                break;
            }
        }

        var kept = CurveSummary.Of(steps[..(stop + 1)], values[..(stop + 1)], optimum);
        var all = CurveSummary.Of(steps, values, optimum);
        return new(patience, steps[stop], stop < steps.Length - 1, stop + 1, steps.Length - 1 - stop, kept.Best, all.Best, optimum);
    }

    /// <summary>What the stop would have cost in another metric of the run: by how much its best of all is better than its best up to the stop.</summary>
    /// <param name="steps">The other metric's steps.</param>
    /// <param name="values">Its values.</param>
    /// <param name="optimum">Which of them are better.</param>
    /// <returns>0 or more, in that metric's unit; undefined when it has no finite value up to the stop.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public Quantity LostOf(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, Optimum optimum)
    {
        var all = CurveSummary.Of(steps, values, optimum).Best;
        CurvePoint? kept = null;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] <= Stop && double.IsFinite(values[i]) && (kept is null || CurveCheck.IsBetter(values[i], kept.Value.Value, optimum)))
                kept = new(steps[i], values[i]);
        }

        return kept is { } found ? CurveCheck.Gain(all!.Value.Value, found.Value, optimum) : Quantity.Undefined("no value up to the stop is finite");
    }
}
