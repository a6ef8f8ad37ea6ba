using Assay.Statistics;

namespace Assay.Budgets.Scaling;

/// <summary>A metric by the number of labelled cases, of one source of labels.</summary>
/// <param name="Source">Where the labels come from.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Points">Runs, or means of runs; by budget, at least one.</param>
/// <param name="AreMeans">Whether each point is a mean of runs that are not known one by one: then no run can be drawn again.</param>
/// <param name="Undefined">Runs whose value is undefined; they take no part.</param>
public sealed record BudgetCurve(string Source, string Metric, IReadOnlyList<CurvePoint> Points, bool AreMeans, int Undefined)
{
    /// <summary>Mean, lowest and highest value of each budget, ascending.</summary>
    /// <returns>A row a budget.</returns>
    public IReadOnlyList<(double Budget, double Mean, double Deviation, int Runs)> Budgets() =>
        [.. Points.GroupBy(point => point.Budget).OrderBy(group => group.Key).Select(group =>
        {
            double[] values = [.. group.Select(point => point.Value)];
            return (group.Key, values.Average(), Descriptive.StandardDeviation(values).ValueOrNull ?? 0, values.Length);
        })];

    /// <summary>The mean at the largest budget.</summary>
    public double Last => Budgets()[^1].Mean;
}
