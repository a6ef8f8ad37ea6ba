using Assay.Foundation.Randomness;

namespace Assay.Budgets.Judging;

/// <summary>How predictions are judged.</summary>
public sealed record JudgeOptions
{
    /// <summary>What scores at least this is called positive.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Thresholds of the labels, in their order; null for <see cref="Threshold"/>.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>Level of the intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Bootstrap resamples; 0 for no intervals.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Where the resamples come from.</summary>
    public Seed Seed { get; init; } = new(42);
}
