using System.Text.RegularExpressions;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>
/// Joins the rows of a tracker's tables: an entry for each experiment, its status by its priority unless a row of its own says otherwise, its
/// values from the tables of results first and from the best results of priorities where no table has them.
/// </summary>
internal sealed partial class TrackerBuilder(LogReport report, List<LogNote> notes, string? topMetric, Direction? direction)
{
    // Two roundings of one value are no contradiction.
    private const double Rounding = 0.006;
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<string, Draft> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Draft> _bySeeded = new(StringComparer.Ordinal);
    private bool _isOwn;

    /// <summary>Joins.</summary>
    public (IReadOnlyList<LogPriority> Priorities, IReadOnlyList<LogEntry> Entries) Build(
        IReadOnlyList<LogCategory> categories, List<PriorityRow> rows, List<ExceptionRow> exceptions, List<ResultRow> results, (int Line, int Count)? remaining)
    {
        PriorityRow[] ordered = [.. rows.OrderBy(row => PlaceOf(row.Priority.Status))];
        // An experiment that has seeds somewhere is told by them everywhere.
        var seeded = rows.SelectMany(row => row.Names).Where(name => name.Seed is not null).Select(name => name.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in ordered)
            AddEntries(row, seeded);
        foreach (var exception in exceptions)
            Apply(exception);
        // Complete tables before the table of the best, which may leave columns out.
        foreach (var result in results.OrderBy(result => result.IsTop))
            Apply(result);
        var category = CategoryOf(categories);
        LogPriority[] priorities = [.. ordered.Select(row => Finish(row) with { Category = category(row.Priority.Id) })];
        foreach (var draft in _drafts.Where(draft => draft.Status == RunStatus.Planned && draft.Metrics.Count > 0))
        {
            report.Guessed(draft.Line, $"{draft.Key} is planned but has results: taken as completed");
            draft.Status = RunStatus.Completed;
        }

        LogEntry[] entries = [.. _drafts.Select(draft => draft.ToEntry(topMetric, direction))];
        priorities = [.. priorities.Select(priority => HasBest(priority) ? priority : priority with { BestMetric = null })];
        if (remaining is { } stated && TrackerWriter.Remaining(priorities, entries) is var left && left != stated.Count)
            report.Guessed(stated.Line, $"the log says that {stated.Count} experiments remain; its tables say {left}");
        if (categories.Count > 0 && ordered.Length > 0 && categories.Sum(c => (long)c.Count) is var sum && sum != _drafts.Count)
            report.Guessed(0, $"the overview counts {sum} experiments; the tables name {_drafts.Count}");
        return (priorities, entries);
    }

    /// <summary>The table a priority stands in: completed, under way, pending.</summary>
    public static int PlaceOf(RunStatus status) => status switch { RunStatus.Completed => 0, RunStatus.Planned => 2, _ => 1 };

    private void AddEntries(PriorityRow row, HashSet<string> seeded)
    {
        foreach (var name in row.Names)
        {
            if (_byKey.ContainsKey(name.Key) || (name.Seed is null && seeded.Contains(name.Id)))
                continue;
            var draft = Add(name, row.Priority.Line);
            draft.Priority = row.Priority.Id;
            draft.Status = row.Priority.Status == RunStatus.Completed ? RunStatus.Completed : RunStatus.Planned;
            draft.Command = row.Priority.Status == RunStatus.Planned ? row.Priority.Command : null;
        }
    }

    private Draft Add(ExperimentName name, int line)
    {
        var draft = new Draft(name) { Line = line };
        _drafts.Add(draft);
        _byKey.Add(draft.Key, draft);
        if (name.Seed is not null)
            _bySeeded.TryAdd(name.Id, draft);
        return draft;
    }

    private void Apply(ExceptionRow row)
    {
        if (!_byKey.TryGetValue(row.Key, out var draft))
            draft = Add(new ExperimentName(row.Key, null), row.Line);
        draft.Status = row.Status;
        if (row.Status == RunStatus.Planned)
            draft.Caveat ??= row.What;
        else
            draft.Error ??= row.What;
        if (row.Command is { } command && !command.StartsWith("assay run ", StringComparison.Ordinal))
            draft.Command = command;
    }

    private void Apply(ResultRow row)
    {
        // The row of all seeds together: its means are computed.
        if (row.IsTop && _bySeeded.ContainsKey(row.Key) && (!_byKey.ContainsKey(row.Key) || IsMean(row)))
            return;
        if (!_byKey.TryGetValue(row.Key, out var draft))
        {
            if (row.Params.Count + row.Metrics.Count == 0 && row.Caveat is null)
            {
                notes.Add(new LogNote(NoteKind.Note, "Row: " + row.Key) { Section = row.IsTop ? TrackerText.Top : TrackerText.Further, Line = row.Line });
                report.Left(row.Line, $"{row.Key} without a value");
                return;
            }

            draft = Add(new ExperimentName(row.Key, null), row.Line);
            draft.Status = RunStatus.Completed;
            report.Guessed(row.Line, $"{row.Key} is in no priority; taken as completed because it has results");
        }

        List<string> lost = [];
        foreach (var param in row.Params)
        {
            if (draft.Params.Find(known => known.Key == param.Key) is not { } known)
                draft.Params.Add(param);
            else if (known.Json != param.Json)
                lost.Add($"{param.Key} {CellValue.ShowParam(param.Json)}");
        }

        foreach (var metric in row.Metrics)
        {
            if (draft.Metrics.Find(known => known.Key == metric.Key) is not { } known)
                draft.Metrics.Add(metric);
            else if (known.Last != metric.Last)
                lost.Add($"{metric.Key} {metric.Last.Value}");
        }

        if (row.Caveat is not null && draft.Caveat is not null && row.Caveat != draft.Caveat)
            lost.Add(row.Caveat);
        draft.Caveat ??= row.Caveat;
        if (lost.Count == 0)
            return;
        notes.Add(new LogNote(NoteKind.Note, $"Row: {row.Key} · {string.Join(" · ", lost)}") { Section = row.IsTop ? TrackerText.Top : TrackerText.Further, Line = row.Line });
        report.Left(row.Line, $"{row.Key} again, with other values: {string.Join(", ", lost)}");
    }

    // Whether a row says the mean over an experiment's entries, of which one may be the experiment without a seed.
    private bool IsMean(ResultRow row)
    {
        double[] values = [.. _drafts.Where(draft => draft.Experiment == row.Key).Select(draft => draft.Metrics.Find(metric => metric.Key == topMetric)?.Last.Value.NumberOrNull).OfType<double>()];
        return values.Length > 1 && row.Metrics.Find(metric => metric.Key == topMetric)?.Last.Value.NumberOrNull is { } mean
            && Math.Abs(mean - values.Average()) <= Rounding * Math.Max(1, Math.Abs(mean));
    }

    private LogPriority Finish(PriorityRow row)
    {
        var priority = row.Priority;
        var (best, metric) = ReadBest(row, row.Best);
        List<string> remark = [];
        if (best is null && !CellValue.IsNone(row.Best))
            remark.Add(row.Best);
        var words = row.Remark;
        if (PlaceOf(priority.Status) == 1)
            words = ReadProgress(row, words, ref best, ref metric);
        if (!CellValue.IsNone(words))
            remark.Insert(0, words);
        // What follows a remark stands behind a ";".
        return priority with { Best = best, BestMetric = metric, Remark = string.Join("; ", remark).TrimEnd(' ', ';') is { Length: > 0 } said ? said : null };
    }

    // "LF-40: 85.7% precision", "S-05: 0.7 ± 0.1 (n=2) taste", or the id alone.
    private (string? Key, string? Metric) ReadBest(PriorityRow row, string text)
    {
        text = text.Replace("**", "", StringComparison.Ordinal).Trim();
        if (FindBest(row, text) is { } named)
            return (named.Key, null);
        var match = Best().Match(text);
        if (!match.Success || FindBest(row, match.Groups["id"].Value) is not { } draft || !CellValue.TryReadMetric(match.Groups["value"].Value, out var value, out _, out _))
            return (null, null);
        var words = match.Groups["metric"].Value;
        var metric = ColumnName.Read(words);
        if (topMetric is not null && metric != topMetric && (metric.Length == 0 || (metric.Length >= 3 && topMetric.StartsWith(metric, StringComparison.Ordinal))))
        {
            report.Guessed(row.Priority.Line, $"'{words}' is taken for {topMetric}");
            metric = topMetric;
        }

        if (metric.Length == 0)
            return (null, null);
        // The mean of several seeds is computed.
        if (draft.Key != match.Groups["id"].Value)
            return (draft.Key, metric);
        if (draft.Metrics.Find(known => known.Key == metric) is not { } known)
            draft.Metrics.Add(new LogMetric(metric, [new LogPoint(0, value)]) { Line = row.Priority.Line });
        else if (!(Math.Abs(known.Last.Value.Number - value.Number) <= Rounding * Math.Max(1, Math.Abs(value.Number))) && known.Last.Value != value)
            report.Guessed(row.Priority.Line, $"{row.Priority.Id} gives {draft.Key} {metric} {value}, the table of results {known.Last.Value}: the table is taken");
        return (draft.Key, metric);
    }

    // A mean needs values: without any, the best is known by name only.
    private bool HasBest(LogPriority priority) =>
        priority.Best is { } best && _byKey[best] is var draft && (draft.IsSeeded
            ? _drafts.Any(seed => seed.Experiment == draft.Experiment && seed.Status is RunStatus.Completed or null && seed.Metrics.Exists(metric => metric.Key == priority.BestMetric && metric.Last.Value.NumberOrNull is not null))
            : draft.Metrics.Exists(metric => metric.Key == priority.BestMetric && metric.Last.Value.Kind != MetricKind.Undefined));

    private Draft? FindBest(PriorityRow row, string id) =>
        row.Names.Any(name => name.Key == id || name.Id == id) ? _byKey.GetValueOrDefault(id) ?? _bySeeded.GetValueOrDefault(id) : null;

    // What a running priority says of its experiments: "(LF-51 done: 60% prec)", or as the writer says it: "(1 of 2 done: S-06; best S-06: 0.9 taste)".
    private string ReadProgress(PriorityRow row, string words, ref string? best, ref string? metric)
    {
        var match = OwnProgress().Match(words);
        _isOwn = match.Success;
        if (!match.Success)
            match = Progress().Match(words);
        if (!match.Success)
            return words;
        foreach (var part in match.Groups["parts"].Value.Split("; "))
        {
            if (part.StartsWith("best ", StringComparison.Ordinal))
                (best, metric) = ReadBest(row, part[5..]);
            else if (_isOwn && Counted().Match(part) is { Success: true } counted)
                Settle(counted.Groups["ids"].Value, counted.Groups["word"].Value);
            else if (!_isOwn && Named().Match(part) is { Success: true } named && ReadNamed(row, named, ref best, ref metric))
                continue;
            else if (!_isOwn)
                return words;
        }

        return (words[..match.Index] + words[(match.Index + match.Length)..]).Trim();
    }

    private bool ReadNamed(PriorityRow row, Match named, ref string? best, ref string? metric)
    {
        var names = ExperimentList.Expand(named.Groups["ids"].Value);
        if (names.Count == 0 || !names.TrueForAll(name => _byKey.ContainsKey(name.Key)))
            return false;
        if (named.Groups["result"].Success)
        {
            var (key, of) = ReadBest(row, $"{names[0].Key}: {named.Groups["result"].Value}");
            if (key is null)
                return false;
            (best, metric) = best is null ? (key, of) : (best, metric);
        }

        foreach (var name in names)
            _byKey[name.Key].Status = RunStatus.Completed;
        return true;
    }

    private void Settle(string ids, string word)
    {
        foreach (var name in ExperimentList.Expand(ids))
        {
            if (_byKey.TryGetValue(name.Key, out var draft) && StatusWords.TryRead(word, out var status))
                draft.Status = status;
        }
    }

    // By the priorities a category names, else by its name before the "-".
    private static Func<string, string?> CategoryOf(IReadOnlyList<LogCategory> categories)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var category in categories)
        {
            foreach (var id in IdRange.Expand(category.Priorities ?? ""))
                named.TryAdd(id, category.Name);
        }

        return id => named.GetValueOrDefault(id) ?? categories.FirstOrDefault(category => id.StartsWith(category.Name + "-", StringComparison.Ordinal))?.Name;
    }

    [GeneratedRegex(@"^(?<id>[^:]+):\s+(?<value>(?:[+-]?[\d.,]+(?:[eE][+-]?\d+)?\s*%?(?:\s*±\s*[\d.]+(?:[eE][+-]?\d+)?\s*%?)?(?:\s*\(n=\d+\))?)|NaN|-?Infinity)(?:\s+(?<metric>\S.*))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Best();

    [GeneratedRegex(@"\s*\((?<parts>\d+ of \d+ done(?:(?!\(\d+ of \d+ done).)*)\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnProgress();

    [GeneratedRegex(@"\s*\((?<parts>[^()]*\bdone\b[^()]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Progress();

    [GeneratedRegex(@"^\d+(?: of \d+)? (?<word>\w+)(?:: (?<ids>.+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(?<ids>.+?) done(?:: (?<result>.+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    /// <summary>An entry being put together.</summary>
    private sealed class Draft(ExperimentName name)
    {
        public string Key { get; } = name.Key;

        public string Experiment => name.Id;

        public bool IsSeeded => name.Seed is not null;

        public int Line { get; init; }

        public string? Priority { get; set; }

        public RunStatus? Status { get; set; }

        public string? Command { get; set; }

        public string? Error { get; set; }

        public string? Caveat { get; set; }

        public List<LogParam> Params { get; } = [];

        public List<LogMetric> Metrics { get; } = [];

        public LogEntry ToEntry(string? topMetric, Direction? direction) => new(Key)
        {
            Name = Key,
            Experiment = name.Id,
            Seed = name.Seed,
            Priority = Priority,
            Status = Status,
            Command = Command,
            Error = Error,
            Caveat = Caveat,
            Params = Params,
            Metrics = direction is null ? Metrics : [.. Metrics.Select(metric => metric.Key == topMetric ? metric with { Direction = direction } : metric)],
            Line = Line,
        };
    }
}
