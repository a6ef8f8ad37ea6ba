using Assay.Foundation.Randomness;

namespace Assay.Tuning.Recommendations;

/// <summary>How a configuration is recommended.</summary>
public sealed record RecommendationOptions
{
    /// <summary>Width of the near-best band as a share of the best value's magnitude, in (0, 1); only configurations in it are candidates.</summary>
    public double Band { get; init; } = 0.01;

    /// <summary>One-sided level of the bounds, in (0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of the forest.</summary>
    public Seed Seed { get; init; } = new(0);

    /// <summary>Threads; 0 for as many as there are processors. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
