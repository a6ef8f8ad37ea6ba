using Assay.Evaluation;
using Assay.Evaluation.Thresholds;
using Assay.Statistics;

namespace Assay.Budgets.Judging;

/// <summary>A label's threshold and what it leads to elsewhere.</summary>
/// <param name="Label">The label.</param>
/// <param name="Tuned">The threshold with its score where it was tuned.</param>
/// <param name="Before">The decisions at the usual threshold on the reported file.</param>
/// <param name="After">The decisions at the tuned threshold there; null when there is no threshold.</param>
/// <param name="Floor">F1 of calling everything positive there.</param>
/// <param name="HighestPrecision">The highest precision any threshold reaches where it was tuned; null without cases.</param>
public sealed record LabelThreshold(string Label, DecisionThreshold Tuned, BinaryCounts Before, BinaryCounts? After, Quantity Floor, OperatingPoint? HighestPrecision);
