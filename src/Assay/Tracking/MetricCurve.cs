namespace Assay.Tracking;

/// <summary>The points of a metric series as arrays: what is read when many curves are looked at.</summary>
/// <param name="Identity">What the values mean.</param>
/// <param name="Steps">Steps, ascending; a step may occur several times.</param>
/// <param name="Values">A value a step; NaN where it was NaN or undefined.</param>
public sealed record MetricCurve(MetricIdentity Identity, IReadOnlyList<long> Steps, IReadOnlyList<double> Values);
