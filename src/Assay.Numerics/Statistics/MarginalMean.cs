namespace Assay.Statistics;

/// <summary>What the rows with one level of a factor have in common, whatever else they differ in.</summary>
/// <param name="Level">The level.</param>
/// <param name="Count">Rows with a defined value.</param>
/// <param name="UndefinedCount">Rows whose value is undefined: not in the mean.</param>
/// <param name="Mean">Mean of the defined values.</param>
/// <param name="StandardDeviation">Their sample standard deviation (divisor n − 1), undefined below two.</param>
public sealed record MarginalMean(string Level, int Count, int UndefinedCount, Quantity Mean, Quantity StandardDeviation);
