namespace Assay.Tracking;

/// <summary>One logged value.</summary>
/// <param name="Step">Position in training or in a sequence, any 64-bit number; 0 when there is only one.</param>
/// <param name="Time">When it was measured, UTC, kept to the microsecond.</param>
/// <param name="Value">Number, NaN or undefined.</param>
public readonly record struct MetricPoint(long Step, DateTimeOffset Time, MetricValue Value);
