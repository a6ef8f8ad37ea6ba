namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose best report so far is worse than the median of the completed trials' reports at the same step.</summary>
/// <param name="startup">No trial is ended before so many have completed.</param>
/// <param name="warmup">No trial is ended before this step.</param>
/// <param name="interval">Steps between two looks, at least 1.</param>
/// <param name="fewest">No trial is ended by fewer values than this at a step, at least 1.</param>
public sealed class MedianPruner(int startup = 5, long warmup = 0, long interval = 1, int fewest = 1) : IPruner
{
    private readonly PercentilePruner _half = new(50, startup, warmup, interval, fewest);

    /// <inheritdoc/>
    public string Name => "median";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request) => _half.Judge(request);
}
