namespace Assay.Tuning.Samplers;

/// <summary>A configuration that a sampler proposes.</summary>
/// <param name="Point">One number a dimension, NaN where the parameter is not in play.</param>
public sealed record Proposal(double[] Point)
{
    /// <summary>Which sampler proposed it and why, for a sampler that chooses among others; null otherwise.</summary>
    public string? Why { get; init; }
}
