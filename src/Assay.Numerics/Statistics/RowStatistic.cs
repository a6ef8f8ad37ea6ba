namespace Assay.Statistics;

/// <summary>A number computed of rows of data that the caller holds. It is called from several threads at once.</summary>
/// <param name="rows">Indices of rows, some repeated, in no order that means anything.</param>
/// <returns>The statistic, NaN where these rows have none (one class only, say).</returns>
public delegate double RowStatistic(ReadOnlySpan<int> rows);
