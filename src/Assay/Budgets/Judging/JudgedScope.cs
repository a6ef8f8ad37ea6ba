namespace Assay.Budgets.Judging;

/// <summary>What a set of metrics is of: one label, one class, or a mean over them.</summary>
/// <param name="Name">The label's or class's name, or <c>all</c>, <c>macro</c>, <c>weighted</c>, <c>micro</c>.</param>
/// <param name="Cases">Cases that were judged.</param>
/// <param name="Positives">Cases that have the label or are of the class; null where that says nothing.</param>
/// <param name="Metrics">The metrics.</param>
public sealed record JudgedScope(string Name, int Cases, int? Positives, IReadOnlyList<JudgedMetric> Metrics)
{
    /// <summary>A metric by its key; null when it was not worked out.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The metric.</returns>
    public JudgedMetric? this[string key] => Metrics.FirstOrDefault(metric => metric.Key == key);
}
