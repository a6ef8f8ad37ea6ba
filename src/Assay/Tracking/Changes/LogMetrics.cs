namespace Assay.Tracking.Changes;

/// <summary>Appends points to a metric series, which is made when new.</summary>
/// <param name="Run">The run.</param>
/// <param name="Identity">What the values mean.</param>
/// <param name="Points">The points, in order of logging; not changed afterwards by the caller.</param>
public sealed record LogMetrics(RunId Run, MetricIdentity Identity, IReadOnlyList<MetricPoint> Points) : Change(Run);
