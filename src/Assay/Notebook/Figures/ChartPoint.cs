namespace Assay.Notebook.Figures;

/// <summary>A point of a chart. NaN and ±Infinity have no place: the point is left out and a line through it is broken.</summary>
/// <param name="X">Its place on the horizontal axis.</param>
/// <param name="Y">Its place on the vertical axis.</param>
/// <param name="Lower">Lower end of its uncertainty; null for none.</param>
/// <param name="Upper">Upper end of its uncertainty; null for none.</param>
public readonly record struct ChartPoint(double X, double Y, double? Lower = null, double? Upper = null);
