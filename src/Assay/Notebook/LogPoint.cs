using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>A value of a metric in a log.</summary>
/// <param name="Step">Epoch or step; 0 when there is only one.</param>
/// <param name="Value">Number, NaN, or undefined with its reason.</param>
public readonly record struct LogPoint(long Step, MetricValue Value);
