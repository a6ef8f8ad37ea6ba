using Assay.Budgets.Scaling;
using Assay.Statistics;

namespace Assay.Notebook.Figures;

/// <summary>The figure of a metric by the number of labelled cases: runs as points, fits as lines with bands.</summary>
public static class ScalingFigure
{
    // Places along a fitted line: more than can be told apart on a screen.
    private const int Places = 80;

    /// <summary>Draws curves.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="curves">Each source with its fit; null draws the means joined instead.</param>
    /// <param name="markers">Budgets that get a line, with their texts.</param>
    /// <returns>The chart: logarithmic in the budget.</returns>
    public static LineChart Of(string title, IReadOnlyList<(BudgetCurve Curve, FittedCurve? Fit)> curves, IReadOnlyList<(double Budget, string Text)>? markers = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var series = new List<ChartSeries>();
        for (var i = 0; i < curves.Count; i++)
        {
            var (curve, fit) = curves[i];
            var budgets = curve.Budgets();
            if (fit is not null)
            {
                var (from, to) = (Math.Log(budgets[0].Budget), Math.Log(budgets[^1].Budget));
                var line = Enumerable.Range(0, Places).Select(place => Math.Exp(from + ((to - from) * place / (Places - 1)))).Select(budget =>
                {
                    var band = fit.IntervalOf(refit => refit.At(budget));
                    return new ChartPoint(budget, fit.Fit.At(budget), band?.Lower, band?.Upper);
                });
                series.Add(new ChartSeries(string.Create(CultureInfo.InvariantCulture, $"{curve.Source}: {fit.Fit}, {fit.Confidence * 100:0.#} % band"), [.. line], ChartMarks.Line | ChartMarks.Band) { Color = i });
            }

            series.Add(new ChartSeries(
                curve.AreMeans ? $"{curve.Source}: means" : $"{curve.Source}: mean ± standard deviation of runs",
                [.. budgets.Select(budget => new ChartPoint(budget.Budget, budget.Mean, budget.Runs > 1 ? budget.Mean - budget.Deviation : null, budget.Runs > 1 ? budget.Mean + budget.Deviation : null))],
                ChartMarks.Points | ChartMarks.Bars | (fit is null ? ChartMarks.Line | ChartMarks.Dashed : ChartMarks.None))
            { Color = i });
        }

        return new LineChart(title, new ChartAxis("labelled cases") { IsLogarithmic = true }, new ChartAxis(curves.Count > 0 ? curves[0].Curve.Metric : ""), series) { Markers = markers ?? [] };
    }
}
