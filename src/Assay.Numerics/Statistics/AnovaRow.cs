namespace Assay.Statistics;

/// <summary>One source of variation.</summary>
/// <param name="Source">Factor, "A × B", or "residual".</param>
/// <param name="SumOfSquares">What it accounts for, in squared units of the values.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom.</param>
/// <param name="F">Mean square over that of the residual; undefined for the residual itself, or when that is 0 or has no degrees of freedom.</param>
/// <param name="PValue">Probability of an F at least as large without any effect.</param>
/// <param name="PartialEtaSquared">Share SS / (SS + SS of the residual), in [0, 1].</param>
public sealed record AnovaRow(string Source, double SumOfSquares, int DegreesOfFreedom, Quantity F, Quantity PValue, Quantity PartialEtaSquared);
