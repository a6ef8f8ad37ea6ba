namespace Assay.Tracking;

/// <summary>Values of one metric, to be written.</summary>
/// <param name="Identity">What they mean.</param>
/// <param name="Points">The values, in order of logging; not changed afterwards by the caller.</param>
public sealed record MetricSeries(MetricIdentity Identity, IReadOnlyList<MetricPoint> Points);
