namespace Assay.Tracking.Results;

/// <summary>One metric value that a command left behind.</summary>
/// <param name="Key">The metric's key.</param>
/// <param name="Value">The value: a number, NaN, or undefined with a reason.</param>
/// <param name="Step">The step; 0 for results without steps.</param>
public readonly record struct ResultMetric(string Key, MetricValue Value, long Step);
