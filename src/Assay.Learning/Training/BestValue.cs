namespace Assay.Learning.Training;

/// <summary>The best value of a metric and when it was reached.</summary>
/// <param name="Value">The value.</param>
/// <param name="Epoch">The epoch, from 0; of equal values the first.</param>
/// <param name="Step">The optimizer's steps until then.</param>
public sealed record BestValue(double Value, int Epoch, long Step);
