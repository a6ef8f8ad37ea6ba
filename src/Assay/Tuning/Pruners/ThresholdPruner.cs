namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose last report is outside of bounds, or NaN.</summary>
/// <param name="lower">Smallest value that may go on; negative infinity for none.</param>
/// <param name="upper">Largest value that may go on; infinity for none.</param>
/// <param name="warmup">No trial is ended before this step.</param>
/// <param name="interval">Steps between two looks, at least 1.</param>
public sealed class ThresholdPruner(double lower, double upper, long warmup = 0, long interval = 1) : IPruner
{
    private readonly CheckInterval _looks = new(warmup, interval);

    /// <inheritdoc/>
    public string Name => "threshold";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_looks.IsDue(request.Trial))
            return PruneDecision.Continue;
        var (step, value) = (request.Trial.LastStep!.Value, request.Trial.Values[^1]);
        if (double.IsNaN(value))
            return PruneDecision.Stop($"it reported NaN at step {step}");
        if (value < lower)
            return PruneDecision.Stop($"{value:R} at step {step} is below {lower:R}");
        return value > upper ? PruneDecision.Stop($"{value:R} at step {step} is above {upper:R}") : PruneDecision.Continue;
    }
}
