using Assay.Statistics;

namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose best report so far is worse than a percentile of the completed trials' reports at the same step.</summary>
/// <param name="percentile">Share of trials that go on, in percent, 0 to 100; 25 keeps the best quarter.</param>
/// <param name="startup">No trial is ended before so many have completed.</param>
/// <param name="warmup">No trial is ended before this step.</param>
/// <param name="interval">Steps between two looks, at least 1.</param>
/// <param name="fewest">No trial is ended by fewer values than this at a step, at least 1.</param>
/// <remarks>The rule of Optuna's pruner of that name; after Golovin et al., "Google Vizier", KDD 2017, section 3.</remarks>
public sealed class PercentilePruner(double percentile = 25, int startup = 5, long warmup = 0, long interval = 1, int fewest = 1) : IPruner
{
    private readonly CheckInterval _looks = new(warmup, interval);

    /// <inheritdoc/>
    public string Name => "percentile";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var completed = request.CompletedCount ?? request.Completed.Count();
        if (completed == 0 || completed < startup || !_looks.IsDue(request.Trial))
            return PruneDecision.Continue;
        var best = request.BestOf(request.Trial.Values);
        var step = request.Trial.LastStep!.Value;
        if (double.IsNaN(best))
            return PruneDecision.Stop($"it reported nothing but NaN up to step {step}");
        double[] at = [.. request.Completed.Select(other => other.At(step)).OfType<double>()];
        if (at.Length < fewest)
            return PruneDecision.Continue;
        double[] numbers = [.. at.Where(value => !double.IsNaN(value))];
        if (numbers.Length == 0)
            return PruneDecision.Continue;
        var share = (request.Direction == Tracking.Direction.Maximize ? 100 - percentile : percentile) / 100;
        var border = Border(numbers, share);
        return !double.IsNaN(border) && request.IsBetter(border, best)
            ? PruneDecision.Stop($"its best value {best:R} is worse than {border:R}, the {(percentile == 50 ? "median" : $"best {percentile:R} %")} of {numbers.Length} completed trials at step {step}")
            : PruneDecision.Continue;
    }

    // Descriptive wants finite numbers; an infinite report is a value like others here.
    private static double Border(double[] values, double share)
    {
        if (Array.TrueForAll(values, double.IsFinite))
            return Descriptive.Quantile(values, share).Value;
        Array.Sort(values);
        var place = share * (values.Length - 1);
        var (low, high) = (values[(int)Math.Floor(place)], values[(int)Math.Ceiling(place)]);
        return low == high ? low : low + ((high - low) * (place - Math.Floor(place)));
    }
}
