namespace Assay.Learning.Training;

/// <summary>How many models are trained side by side.</summary>
public sealed record EnsembleOptions
{
    /// <summary>Models at a time; 0 (default) for as many as the machine has cores.</summary>
    public int Parallel { get; init; }

    /// <summary>
    /// Whether the first failure cancels the others. False by default: the others do not depend on it, may have run for hours, and their results, with the failure
    /// beside them, say more than none.
    /// </summary>
    public bool StopAtFailure { get; init; }
}
