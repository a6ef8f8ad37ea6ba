using Assay.Notebook.Text;
using Assay.Notebook.Tracker;
using Assay.Tracking;

namespace Assay.Notebook.Context;

/// <summary>
/// What a hand-over says of completed runs: the best configuration, the baseline beside it, the mean for every setting that was varied, and
/// what is planned and has no result yet. It is computed anew for every log, so the reader passes over it.
/// </summary>
internal static partial class ContextSummary
{
    /// <summary>Its heading.</summary>
    public const string Heading = "From the Runs";

    private const string Best = "**Best Config Found** (";
    private const string Compared = "**Compared with the Baseline**:";
    private const string Gaps = "**Coverage Gaps**:";
    private const string NotRun = "not run yet";

    // Params with more settings than this are not laid out in rows: they are measured, not chosen.
    private const int MostSettings = 20;

    /// <summary>Writes the summary.</summary>
    /// <param name="text">Where.</param>
    /// <param name="book">Names the ranking metric.</param>
    /// <param name="entries">The entries it is about; those that are not completed are only named as gaps.</param>
    public static void Write(StringBuilder text, LogBook book, IReadOnlyList<LogEntry> entries)
    {
        LogEntry[] completed = [.. entries.Where(entry => entry.Status == RunStatus.Completed && entry.SupersededWhy is null)];
        text.Append("#### ").Append(Heading).Append("\n\n");
        var metric = book.TopMetric ?? completed.SelectMany(entry => entry.Metrics).FirstOrDefault(m => m.Direction is not null)?.Key ?? completed.SelectMany(entry => entry.Metrics).FirstOrDefault()?.Key;
        (LogEntry Entry, double Value)[] ranked = metric is null ? [] : [.. completed.Select(entry => (Entry: entry, Value: ValueOf(entry, metric))).Where(pair => pair.Value is not null).Select(pair => (pair.Entry, pair.Value!.Value))];
        if (metric is null || ranked.Length == 0)
        {
            text.Append("No completed run yet.\n\n");
            return;
        }

        var minimize = completed.SelectMany(entry => entry.Metrics).FirstOrDefault(m => m.Key == metric && m.Direction is not null)?.Direction == Direction.Minimize;
        var best = minimize ? ranked.MinBy(pair => pair.Value) : ranked.MaxBy(pair => pair.Value);
        text.Append(Best).Append(best.Entry.Key).Append(", best of ").Append(CultureInfo.InvariantCulture, $"{ranked.Length}").Append("):\n```\n");
        if (best.Entry.Params.Count > 0)
            text.Append(Config(best.Entry)).Append('\n');
        text.Append(metric).Append(": ").Append(Number(best.Value)).Append("\n```\n\n");
        Compare(text, metric, best, ranked);
        Means(text, metric, minimize, ranked);
        Missing(text, entries);
    }

    /// <summary>The blocks without those that the writer computed.</summary>
    public static IReadOnlyList<Block> WithoutComputed(IReadOnlyList<Block> blocks)
    {
        var kept = new List<Block>();
        for (var i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i])
            {
                case Paragraph paragraph when paragraph.Text.StartsWith(Best, StringComparison.Ordinal) && i + 1 < blocks.Count && blocks[i + 1] is CodeBlock:
                    i++;
                    break;
                case Paragraph paragraph when paragraph.Text is Compared or Gaps || Varied().IsMatch(paragraph.Text):
                case ListItem { Children.Count: 0 } item when Row().IsMatch(item.Text):
                    break;
                default:
                    kept.Add(blocks[i]);
                    break;
            }
        }

        return kept;
    }

    private static void Compare(StringBuilder text, string metric, (LogEntry Entry, double Value) best, (LogEntry Entry, double Value)[] ranked)
    {
        var baseline = ranked.FirstOrDefault(pair => Says(pair.Entry.Title) || Says(pair.Entry.Group) || Says(pair.Entry.Stage) || Says(pair.Entry.Key));
        if (baseline.Entry is null)
            return;
        var change = best.Value - baseline.Value;
        text.Append(Compared).Append('\n');
        text.Append("- Best: ").Append(Number(best.Value)).Append(' ').Append(metric).Append(" (").Append(change >= 0 ? "+" : "").Append(Markdown.Number(change)).Append(" vs baseline)\n");
        text.Append("- Baseline: ").Append(Number(baseline.Value)).Append(' ').Append(metric).Append(" (").Append(baseline.Entry.Key).Append(baseline.Entry.Params.Count > 0 ? ": " : "").Append(Config(baseline.Entry)).Append(")\n\n");
    }

    private static void Means(StringBuilder text, string metric, bool minimize, (LogEntry Entry, double Value)[] ranked)
    {
        foreach (var param in Varying(ranked))
        {
            var rows = ranked.Where(pair => SettingOf(pair.Entry, param) is not null).GroupBy(pair => SettingOf(pair.Entry, param)!)
                .Select(group => (Setting: group.Key, Mean: group.Average(pair => pair.Value), Count: group.Count())).OrderBy(row => minimize ? row.Mean : -row.Mean).ThenBy(row => row.Setting, StringComparer.Ordinal).ToArray();
            text.Append("**").Append(param).Append("** (tested ").AppendJoin(", ", rows.Select(row => row.Setting)).Append("):\n");
            for (var i = 0; i < rows.Length; i++)
            {
                text.Append("- ").Append(param).Append('=').Append(rows[i].Setting).Append(": Mean ").Append(metric).Append(' ').Append(Markdown.Number(rows[i].Mean));
                text.Append(CultureInfo.InvariantCulture, $" ({rows[i].Count} run{(rows[i].Count == 1 ? "" : "s")})").Append(i == 0 ? " - BEST" : i == rows.Length - 1 ? " - WORST" : "").Append('\n');
            }

            text.Append('\n');
        }
    }

    // What the plan asks for and no completed run has.
    private static void Missing(StringBuilder text, IReadOnlyList<LogEntry> entries)
    {
        LogEntry[] missing = [.. entries.Where(entry => entry.Experiment is not null && entry.SupersededWhy is null && entry.Params.Count > 0 && entry.Status is not (null or RunStatus.Completed) && TrackerEntries.IsCurrent(entry))];
        if (missing.Length == 0)
            return;
        text.Append(Gaps).Append('\n');
        foreach (var entry in missing.Take(MostSettings))
            text.Append("- ").Append(entry.Key).Append(" (").Append(Config(entry)).Append("): ").Append(entry.Status == RunStatus.Planned ? NotRun : entry.Status!.Value.Name()).Append('\n');
        if (missing.Length > MostSettings)
            text.Append(CultureInfo.InvariantCulture, $"- and {missing.Length - MostSettings} more planned experiments without a result\n");
        text.Append('\n');
    }

    private static IEnumerable<string> Varying((LogEntry Entry, double Value)[] ranked) => ranked.SelectMany(pair => pair.Entry.Params).Select(param => param.Key).Distinct()
        .Where(key => ranked.Select(pair => SettingOf(pair.Entry, key)).OfType<string>().Distinct().Count() is > 1 and <= MostSettings);

    private static bool Says(string? text) => text is not null && text.Contains("baseline", StringComparison.OrdinalIgnoreCase);

    private static string Config(LogEntry entry) => string.Join(", ", entry.Params.Select(param => $"{param.Key}={ContextValue.ToText(param.Json).ReplaceLineEndings(" ")}"));

    private static string? SettingOf(LogEntry entry, string key) => entry.Params.FirstOrDefault(param => param.Key == key) is { } param ? ContextValue.ToText(param.Json).ReplaceLineEndings(" ") : null;

    private static double? ValueOf(LogEntry entry, string key)
    {
        if (entry.Metrics.FirstOrDefault(metric => metric.Key == key) is not { } metric)
            return null;
        var values = metric.Points.Select(point => point.Value.NumberOrNull).OfType<double>().ToArray();
        return values.Length == 0 ? null : metric.Direction switch { Direction.Maximize => values.Max(), Direction.Minimize => values.Min(), _ => metric.Last.Value.NumberOrNull };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    [System.Text.RegularExpressions.GeneratedRegex(@"^\*\*[^\n]+\*\* \(tested [^\n]*\):$", System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Varied();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:Best: \S+ \S+ \([-+]?\S+ vs baseline\)|Baseline: \S+ \S+ \([^\n]*\)|\S[^\n]*=[^\n]*: Mean \S+ \S+ \(\d+ runs?\)(?: - BEST| - WORST)?|\S[^\n]* \([^\n]*=[^\n]*\): (?:not run yet|queued|running|failed|pruned|cancelled|lost)|and \d+ more planned experiments without a result|\S[^\n]*=[^\n]*: not run with the best config)$", System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Row();
}
