using Assay.Statistics;

namespace Assay.Tuning.Importance;

/// <summary>How much a parameter, or a pair of them, matters.</summary>
/// <param name="Parameter">The parameter; of a pair the first.</param>
/// <param name="With">The second of a pair; null for a single parameter.</param>
/// <param name="Value">Its importance; what the number means, the method says.</param>
/// <param name="Interval">How far the number is uncertain: over resamples of the trials, or over the trees; null when it was not computed.</param>
public sealed record ParameterImportance(string Parameter, string? With, double Value, Interval? Interval);
