using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>The table of runs: status, the params that vary, and the metrics most of them have. <c>{{ runs [column …] }}</c>.</summary>
internal sealed class RunsSection : IReportSection
{
    // What still fits a page; named columns are all written.
    private const int MostParams = 6;
    private const int MostMetrics = 6;

    /// <inheritdoc/>
    public string Name => "runs";

    /// <inheritdoc/>
    public string Title => "Runs";

    /// <inheritdoc/>
    public Task<string> WriteAsync(ReportDraft draft, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var rows = draft.Facts.Rows;
        if (rows.Count == 0)
            return Task.FromResult("No runs.\n");
        var paramKeys = words.Count > 0 ? [.. words.Where(word => rows.Any(row => row.Params.ContainsKey(word)))] : VaryingParams(rows);
        var metricKeys = words.Count > 0 ? [.. words.Where(word => rows.Any(row => row.Metrics.ContainsKey(word)))] : CommonMetrics(rows);
        if (words.FirstOrDefault(word => !paramKeys.Contains(word) && !metricKeys.Contains(word)) is { } unknown)
            throw draft.Mistake($"{{{{ runs }}}}: no run of the report has a param or metric '{unknown}'");
        var text = new StringBuilder();
        text.Append(Counts(rows)).Append("\n\n");
        Markdown.Table(
            text,
            ["Run", "Status", .. paramKeys, .. metricKeys],
            rows.Select(row => (string[])
            [
                ReportText.Name(row.Run),
                ReportText.Status(row.Run),
                .. paramKeys.Select(key => row.Params.TryGetValue(key, out var param) ? param.Text : ""),
                .. metricKeys.Select(key => Value(row, key)),
            ]));
        foreach (var row in rows.Where(row => row.Run.Caveat is not null))
            text.Append(CultureInfo.InvariantCulture, $"- {ReportText.Name(row.Run)}: {row.Run.Caveat!.ReplaceLineEndings(" ")}\n");
        foreach (var row in rows)
        {
            foreach (var (key, metric) in row.Metrics.Where(pair => metricKeys.Contains(pair.Key) && pair.Value.Last.Kind == MetricKind.Undefined))
                text.Append(CultureInfo.InvariantCulture, $"- {ReportText.Name(row.Run)}: {key} is undefined, {metric.Last.Reason}\n");
        }

        return Task.FromResult(text.ToString());
    }

    // What does not count is struck through, so that nobody takes the largest number of the column for the best.
    private static string Value(RunRow row, string key)
    {
        var value = ReportText.Value(row.Metrics.GetValueOrDefault(key));
        return value.Length == 0 || ReportFacts.Counts(row.Run) ? value : $"~~{value}~~";
    }

    private static string Counts(IReadOnlyList<RunRow> rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows.Count} run{(rows.Count == 1 ? "" : "s")}: ")
        + string.Join(", ", rows.GroupBy(row => row.Run.SupersededWhy is null ? row.Run.Status.Name() : "superseded").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))) + ".";

    private static string[] VaryingParams(IReadOnlyList<RunRow> rows) =>
    [
        .. rows.SelectMany(row => row.Params.Keys).Distinct()
            .Select(key => (Key: key, Values: rows.Select(row => row.Params.GetValueOrDefault(key)?.Json).Distinct().Count()))
            .Where(entry => entry.Values > 1)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(MostParams).Select(entry => entry.Key),
    ];

    private static string[] CommonMetrics(IReadOnlyList<RunRow> rows) =>
    [
        .. rows.SelectMany(row => row.Metrics.Keys).GroupBy(key => key)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostMetrics).Select(group => group.Key).Order(StringComparer.Ordinal),
    ];
}
