namespace Assay.Planning.Claims;

/// <summary>A number that was stated, or the metric that holds it.</summary>
/// <param name="Number">The number; null when a metric holds it.</param>
/// <param name="Metric">The metric's key; null when the number is given.</param>
public sealed record StatedFigure(double? Number, string? Metric);
