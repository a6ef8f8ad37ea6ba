using Assay.Notebook.Figures;
using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>Training curves, a figure a metric with a line a run. <c>{{ curves [key …] }}</c>.</summary>
/// <param name="store">Where the points are.</param>
internal sealed class CurvesSection(IRunStore store) : IReportSection
{
    private const int MostLines = 7;
    private const int MostFigures = 12;

    /// <inheritdoc/>
    public string Name => "curves";

    /// <inheritdoc/>
    public string Title => "Curves";

    /// <inheritdoc/>
    public async Task<string> WriteAsync(ReportDraft draft, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        RunRow[] counted = [.. draft.Facts.Counted];
        string[] curved = [.. counted.SelectMany(row => row.Metrics.Where(pair => pair.Value.Count > 1)).Select(pair => pair.Key).Distinct().Order(StringComparer.Ordinal)];
        if (words.FirstOrDefault(word => !curved.Contains(word)) is { } unknown)
            throw draft.Mistake($"{{{{ curves }}}}: no completed run of the report has a curve of '{unknown}'; curves are there of {(curved.Length == 0 ? "nothing" : string.Join(", ", curved))}");
        var text = new StringBuilder();
        string[] shown = words.Count > 0 ? [.. words] : [.. curved.Take(MostFigures)];
        foreach (var key in shown)
        {
            RunRow[] rows = [.. counted.Where(row => row.Metrics.TryGetValue(key, out var metric) && metric.Count > 1)];
            var series = new List<ChartSeries>();
            foreach (var row in rows.Take(MostLines))
            {
                var points = await store.GetPointsAsync(row.Run.Id, row.Metrics[key].Identity, cancellationToken).ConfigureAwait(false);
                series.Add(new ChartSeries(ReportText.Name(row.Run), [.. points.Select(point => new ChartPoint(point.Step, point.Value.Number))], ChartMarks.Line));
            }

            var title = key + " by step";
            var chart = new LineChart(title, new ChartAxis("step"), new ChartAxis(key), series)
            {
                Remark = rows.Length > MostLines ? string.Create(CultureInfo.InvariantCulture, $"The first {MostLines} of {rows.Length} runs.") : null,
            };
            text.Append(draft.Figure(key, title, chart.ToSvg())).Append('\n');
        }

        if (curved.Length > shown.Length && words.Count == 0)
            text.Append(CultureInfo.InvariantCulture, $"Also measured step by step: {string.Join(", ", curved[shown.Length..])}.\n");
        return text.ToString();
    }
}
