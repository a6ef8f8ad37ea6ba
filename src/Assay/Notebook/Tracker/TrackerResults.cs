using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>
/// Writes the tables of results: the best by the ranking metric, one row an experiment with the mean over its seeds; and, so that no value is
/// missing from the log, every other value by run.
/// </summary>
internal sealed class TrackerResults
{
    private const int OtherMetrics = 4;
    private readonly LogBook _book;
    private readonly TrackerEntries _entries;
    private readonly Direction? _direction;
    private readonly TopRow[] _top = [];
    private readonly string[] _params = [];
    private readonly string[] _metrics = [];
    private readonly LogEntry[] _further;

    /// <summary>Ranks a book's entries.</summary>
    /// <param name="book">The book.</param>
    /// <param name="entries">Its entries.</param>
    public TrackerResults(LogBook book, TrackerEntries entries)
    {
        (_book, _entries) = (book, entries);
        if (book.TopMetric is { } top)
        {
            _direction = entries.All.SelectMany(entry => entry.Metrics).FirstOrDefault(metric => metric.Key == top && metric.Direction is not null)?.Direction;
            _top =
            [
                .. entries.Experiments.Select(seeds => new TopRow(seeds.Key, [.. seeds], Values(seeds, top))).Where(row => row.Values.Length > 0)
                    .OrderBy(row => _direction == Direction.Minimize ? row.Values.Average() : -row.Values.Average()).Take(book.TopCount),
            ];
            LogEntry[] shown = [.. _top.SelectMany(row => row.Entries)];
            _params = [.. shown.SelectMany(entry => entry.Params).GroupBy(param => param.Key, StringComparer.Ordinal).Where(group => Differs(group, shown.Length)).Select(group => group.Key)];
            _metrics = [.. shown.SelectMany(entry => entry.Metrics).Select(metric => metric.Key).Distinct(StringComparer.Ordinal)];
            var others = _metrics.Where(key => key != top).Take(OtherMetrics).ToHashSet(StringComparer.Ordinal);
            _metrics = [.. _metrics.Where(key => key == top || others.Contains(key))];
        }

        var told = _top.Where(row => row.Entries is [{ } entry] && entry.Key == row.Id && IsTold(entry)).Select(row => row.Entries[0]).ToHashSet(ReferenceEqualityComparer.Instance);
        var order = entries.Priorities.Select((priority, i) => (priority.Id, i)).ToLookup(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        // In the order of the priorities' rows, in which they are read again.
        _further = [.. entries.All.OrderBy(entry => entries.PriorityOf(entry) is { } priority ? order[priority.Id].First() : int.MaxValue).Where(entry => (entry.Status != RunStatus.Planned || entry.Params.Any(param => param.Line > 0)) && !told.Contains(entry) && !IsToldByPriority(entry) && entry.Params.Count + entry.Metrics.Count + (entry.Caveat is null ? 0 : 1) > 0)];
    }

    /// <summary>Key of the best entry of all; null when none is ranked.</summary>
    public string? Leader => _top.Length == 0 ? null : _top[0].Entries[0].Key;

    /// <summary>Whether some value stands in no other place of the tracker.</summary>
    public bool HasFurther => _further.Length > 0;

    /// <summary>What the heading says besides its words: metric, direction and count.</summary>
    /// <returns>The text with its blank; empty without a ranking metric.</returns>
    public string TopHeading()
    {
        if (_book.TopMetric is not { } top)
            return "";
        var direction = _direction switch { Direction.Minimize => ", lower is better", Direction.Maximize => ", higher is better", _ => "" };
        // The rows tell the count, unless there are fewer.
        var count = _book.TopCount == (_top.Length > 0 ? _top.Length : new LogBook("").TopCount) ? "" : string.Create(CultureInfo.InvariantCulture, $", best {_book.TopCount}");
        return $" (by {ColumnName.Show(top)}{direction}{count})";
    }

    /// <summary>The table of the best.</summary>
    public void WriteTop(StringBuilder text)
    {
        if (_top.Length == 0)
        {
            text.Append(_book.TopMetric is null ? TrackerText.NoMetric : TrackerText.NoResult).Append("\n\n");
            return;
        }

        var columns = new List<(string Header, string[] Cells)>
        {
            ("Rank", [.. Enumerable.Range(1, _top.Length).Select(rank => rank.ToString(CultureInfo.InvariantCulture))]),
            ("Exp ID", [.. _top.Select((row, i) => i == 0 ? $"**{row.Id}**" : row.Id)]),
        };
        foreach (var key in _params)
            Add(columns, key, false, [.. _top.Select(row => Param(row.Entries[0], key))]);
        foreach (var key in _metrics)
            Add(columns, key, true, [.. _top.Select((row, i) => row.Entries.Length == 1 && row.Entries[0].Key == row.Id ? Strong(Metric(row.Entries[0], key), i == 0 && key == _book.TopMetric) : Mean(Values(row.Entries, key)))]);
        if (Array.Exists(_top, row => Array.Exists(row.Entries, entry => entry.Caveat is not null)))
            columns.Add(("Caveat", [.. _top.Select(row => string.Join("; ", row.Entries.Select(entry => entry.Caveat).OfType<string>().Distinct()))]));
        Write(text, columns);
    }

    /// <summary>The values that stand nowhere else, one table for all runs that have the same ones.</summary>
    public void WriteFurther(StringBuilder text)
    {
        foreach (var alike in _further.GroupBy(entry => string.Join('\n', [.. entry.Params.Select(param => param.Key), "", .. entry.Metrics.Select(metric => metric.Key), entry.Caveat is null ? "" : "!"]), StringComparer.Ordinal))
        {
            var first = alike.First();
            var columns = new List<(string Header, string[] Cells)> { ("Exp ID", [.. alike.Select(entry => entry.Key)]) };
            foreach (var key in first.Params.Select(param => param.Key).Distinct(StringComparer.Ordinal))
                Add(columns, key, false, [.. alike.Select(entry => Param(entry, key))]);
            foreach (var key in first.Metrics.Select(metric => metric.Key).Distinct(StringComparer.Ordinal))
                Add(columns, key, true, [.. alike.Select(entry => Metric(entry, key))]);
            if (first.Caveat is not null)
                columns.Add(("Caveat", [.. alike.Select(entry => entry.Caveat!)]));
            Write(text, columns);
        }
    }

    /// <summary>The value that makes an entry the best of its priority: its own, or the mean over the seeds of its experiment.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="metric">The metric; null when nobody said.</param>
    /// <returns>The number; null when there is none.</returns>
    public string? ShowBest(string key, string? metric)
    {
        if (metric is null || _entries.Find(key) is not { } entry)
            return null;
        if (entry.Seed is null)
            return entry.Metrics.FirstOrDefault(own => own.Key == metric)?.Last.Value is { Kind: not MetricKind.Undefined } value ? value.ToString() : null;
        return Values(_entries.Seeds(entry.Experiment!), metric) is { Length: > 0 } values ? Mean(values) : null;
    }

    /// <summary>What a row calls an entry: its experiment when seeds are taken together.</summary>
    /// <param name="key">The entry's key.</param>
    /// <returns>The id.</returns>
    public string NameOf(string key) => _entries.Find(key) is { Seed: not null, Experiment: { } experiment } ? experiment : key;

    private static double[] Values(IEnumerable<LogEntry> seeds, string metric) =>
        [.. seeds.Where(entry => entry.Status is RunStatus.Completed or null && entry.SupersededWhy is null).Select(entry => entry.Metrics.FirstOrDefault(own => own.Key == metric)?.Last.Value.NumberOrNull).OfType<double>()];

    // A setting that all have with one value is no column; nor does it tell two of one experiment apart.
    private static bool Differs(IGrouping<string, LogParam> group, int all) =>
        group.Count() < all || group.Select(param => param.Json).Distinct(StringComparer.Ordinal).Skip(1).Any();

    private bool IsTold(LogEntry entry) =>
        entry.Params.Select(param => param.Key).SequenceEqual(_params.Where(key => entry.Params.Any(param => param.Key == key)), StringComparer.Ordinal)
        && entry.Metrics.Select(metric => metric.Key).SequenceEqual(_metrics.Where(key => entry.Metrics.Any(metric => metric.Key == key)), StringComparer.Ordinal);

    private bool IsToldByPriority(LogEntry entry) =>
        entry is { Params.Count: 0, Caveat: null, Seed: null, Metrics: [{ } only] } && _book.Priorities.Any(priority => priority.Best == entry.Key && priority.BestMetric == only.Key && priority.Experiments.Contains(entry.Key, StringComparer.Ordinal))
        && ShowBest(entry.Key, only.Key) is not null;

    private static string Mean(double[] values)
    {
        if (values.Length == 0)
            return "-";
        var mean = values.Average();
        if (values.Length == 1)
            return Markdown.Number(mean);
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        // Equal values: what is left is the rounding of the mean.
        return deviation <= 1e-14 * Math.Abs(mean)
            ? string.Create(CultureInfo.InvariantCulture, $"{Markdown.Number(mean)} (n={values.Length})")
            : string.Create(CultureInfo.InvariantCulture, $"{Markdown.Number(mean)} ± {deviation:G2} (n={values.Length})");
    }

    private static string Strong(string text, bool isStrong) => isStrong ? $"**{text}**" : text;

    private static string Param(LogEntry entry, string key) => entry.Params.FirstOrDefault(param => param.Key == key) is { } param ? CellValue.ShowParam(param.Json) : "-";

    private static string Metric(LogEntry entry, string key) => entry.Metrics.FirstOrDefault(metric => metric.Key == key)?.Last.Value.ToString() ?? "-";

    private void Add(List<(string Header, string[] Cells)> columns, string key, bool isResult, string[] cells) =>
        columns.Add((ColumnName.ShowHeader(key, isResult, cells, _book.TopMetric), cells));

    private static void Write(StringBuilder text, List<(string Header, string[] Cells)> columns) =>
        Markdown.Table(text, [.. columns.Select(column => column.Header)], Enumerable.Range(0, columns[0].Cells.Length).Select(row => (IReadOnlyList<string>)[.. columns.Select(column => column.Cells[row])]));

    private sealed record TopRow(string Id, LogEntry[] Entries, double[] Values);
}
