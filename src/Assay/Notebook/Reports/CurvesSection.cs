using Assay.Notebook.Figures;
using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>Training curves, a figure a metric with a line a run, or a line and a band for runs that differ by their seed only. <c>{{ curves [key …] }}</c>.</summary>
/// <param name="store">Where the points are.</param>
internal sealed class CurvesSection(IRunStore store) : IReportSection
{
    private const int MostLines = 7;
    private const int MostFigures = 12;
    private const string BandRemark = "Of several runs: the mean where all have a value, and a band from the smallest to the largest.";

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
            var groups = SeedGroup.Of(counted.Where(row => row.Metrics.TryGetValue(key, out var metric) && metric.Count > 1));
            var series = new List<ChartSeries>();
            foreach (var group in groups.Take(MostLines))
                series.Add(await LineAsync(group, key, cancellationToken).ConfigureAwait(false));
            string[] remarks =
            [
                .. groups.Take(MostLines).Any(group => group.Rows.Count > 1) ? [BandRemark] : Array.Empty<string>(),
                .. groups.Count > MostLines ? [string.Create(CultureInfo.InvariantCulture, $"The first {MostLines} of {groups.Count} lines.")] : Array.Empty<string>(),
            ];
            var title = key + " by step";
            var chart = new LineChart(title, new ChartAxis("step"), new ChartAxis(key), series) { Remark = remarks.Length == 0 ? null : string.Join(' ', remarks) };
            text.Append(draft.Figure(key, title, chart.ToSvg())).Append('\n');
        }

        if (curved.Length > shown.Length && words.Count == 0)
            text.Append(CultureInfo.InvariantCulture, $"Also measured step by step: {string.Join(", ", curved[shown.Length..])}.\n");
        return text.ToString();
    }

    private async Task<ChartSeries> LineAsync(SeedGroup group, string key, CancellationToken cancellationToken)
    {
        var curves = new List<IReadOnlyList<MetricPoint>>();
        foreach (var row in group.Rows)
            curves.Add(await store.GetPointsAsync(row.Run.Id, row.Metrics[key].Identity, cancellationToken).ConfigureAwait(false));
        var band = SeedGroup.Band(curves);
        return curves.Count == 1
            ? new ChartSeries(group.Name, [.. band.Select(point => new ChartPoint(point.Step, point.Mean))], ChartMarks.Line)
            : new ChartSeries(group.Name, [.. band.Select(point => new ChartPoint(point.Step, point.Mean, point.Low, point.High))], ChartMarks.Line | ChartMarks.Band);
    }
}
