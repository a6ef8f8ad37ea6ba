using Assay.Statistics;

namespace Assay.Evaluation.Thresholds;

/// <summary>A threshold that was chosen by looking at data, and at which.</summary>
/// <param name="Threshold">Samples that score at least this are called positive; undefined when none reaches the goal.</param>
/// <param name="Score">What the goal's measure is there, on the data it was tuned on: optimistic for any other.</param>
/// <param name="Goal">What it is best for.</param>
/// <param name="TunedOn">The split that was looked at.</param>
public sealed record DecisionThreshold(Quantity Threshold, Quantity Score, ThresholdGoal Goal, SplitName TunedOn)
{
    /// <summary>Whether it was tuned on a test split: results there do not count as evidence.</summary>
    public bool TunedOnTest => TunedOn.IsTest;

    /// <summary>Whether results on a split measure the choice itself: it is the one that was tuned on.</summary>
    /// <param name="split">The split that is to be reported.</param>
    /// <returns>True when the names are equal.</returns>
    public bool IsOptimisticOn(SplitName split) => split == TunedOn;
}
