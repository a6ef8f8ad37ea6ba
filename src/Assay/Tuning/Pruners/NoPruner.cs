namespace Assay.Tuning.Pruners;

/// <summary>Ends nothing.</summary>
public sealed class NoPruner : IPruner
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request) => PruneDecision.Continue;
}
