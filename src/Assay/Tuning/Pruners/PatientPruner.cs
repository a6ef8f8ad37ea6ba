using Assay.Tracking;

namespace Assay.Tuning.Pruners;

/// <summary>Lets another pruner decide only when a trial has not improved for some reports.</summary>
/// <param name="inner">Who decides then; null ends the trial.</param>
/// <param name="patience">Reports without improvement that are waited for.</param>
/// <param name="minimum">How much better the last reports may be and still count as no improvement.</param>
public sealed class PatientPruner(IPruner? inner, int patience, double minimum = 0) : IPruner
{
    /// <inheritdoc/>
    public string Name => inner is null ? "patient" : $"patient {inner.Name}";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var values = request.Trial.Values;
        if (values.Count <= patience + 1)
            return PruneDecision.Continue;
        var before = request.BestOf(values.Take(values.Count - patience - 1));
        var after = request.BestOf(values.Skip(values.Count - patience - 1));
        var stale = request.Direction == Direction.Maximize ? before - minimum > after : before + minimum < after;
        if (!stale)
            return PruneDecision.Continue;
        return inner?.Judge(request) ?? PruneDecision.Stop($"its last {patience + 1} reports reached {after:R}, not {before:R} as before them");
    }
}
