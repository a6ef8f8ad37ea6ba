namespace Assay.Statistics;

/// <summary>A number computed of one sample. It is called from several threads at once.</summary>
/// <param name="sample">Values, in no order that means anything.</param>
/// <returns>The statistic, NaN where this sample has none.</returns>
public delegate double SampleStatistic(ReadOnlySpan<double> sample);
