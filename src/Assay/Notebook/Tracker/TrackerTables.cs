using System.Text.RegularExpressions;
using Assay.Notebook.Text;

namespace Assay.Notebook.Tracker;

/// <summary>Reads the tables of a tracker: overview, priorities, single experiments, results. What a row says beyond its columns becomes a note.</summary>
internal sealed partial class TrackerTables(LogReport report, List<LogNote> notes)
{
    // A short text can name billions; what comes after so many stays a remark.
    private const int MostExperiments = 200_000;
    private readonly List<LogCategory> _categories = [];
    private readonly List<PriorityRow> _priorities = [];
    private readonly List<ExceptionRow> _exceptions = [];
    private readonly List<ResultRow> _results = [];
    private (int Line, int Count)? _remaining;
    private int _named;

    /// <summary>The metric that ranks, known from the heading.</summary>
    public string? TopMetric { get; set; }

    /// <summary>Rows of the table of the best.</summary>
    public int TopRows { get; private set; }

    /// <summary>The rows of the overview.</summary>
    public IReadOnlyList<LogCategory> Categories => _categories;

    /// <summary>Everything the tables say, joined.</summary>
    /// <param name="direction">Which values of the ranking metric are better.</param>
    /// <returns>Priorities: completed, under way, pending; entries in their order.</returns>
    public (IReadOnlyList<LogPriority> Priorities, IReadOnlyList<LogEntry> Entries) Build(Tracking.Direction? direction) =>
        new TrackerBuilder(report, notes, TopMetric, direction).Build(_categories, _priorities, _exceptions, _results, _remaining);

    /// <summary>Reads the overview.</summary>
    /// <param name="table">A table.</param>
    /// <returns>Whether it is one.</returns>
    public bool ReadOverview(TableBlock table)
    {
        var columns = new Columns(table);
        var (name, count, about) = (columns.Of("category", "family", "phase"), columns.Of("count", "experiments"), columns.Of("description", "about"));
        if (name < 0 || count < 0)
            return false;
        int? total = null;
        foreach (var row in table.Rows)
        {
            var text = Inline.Plain(Columns.Cell(row, name));
            if (!int.TryParse(Inline.Plain(Columns.Cell(row, count)), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || text.Length == 0 || row.Cells.Count > table.Header.Count)
            {
                Leave(row, TrackerText.Overview);
            }
            else if (text.Equals("total", StringComparison.OrdinalIgnoreCase))
            {
                total = number;
            }
            else
            {
                var match = Bracket().Match(text);
                _categories.Add(new LogCategory(match.Success ? match.Groups["name"].Value : text, number, NullIfNone(Columns.Cell(row, about)), match.Success ? match.Groups["in"].Value : null));
            }
        }

        var sum = _categories.Sum(category => (long)category.Count);
        report.Understood(table.Line, $"{_categories.Count} categories with {sum} experiments");
        if (total is { } stated && stated != sum)
            report.Guessed(table.Line, $"the overview's total is {stated}, its rows add up to {sum}");
        return true;
    }

    /// <summary>Reads a table of priorities.</summary>
    /// <param name="table">A table.</param>
    /// <param name="section">The heading it stands under.</param>
    /// <returns>Whether it is one.</returns>
    public bool ReadPriorities(TableBlock table, string section)
    {
        var columns = new Columns(table);
        var (id, experiments) = (columns.Of("priority"), columns.Of("experiments", "experiment ids", "ids", "exp ids"));
        if (id < 0 || experiments < 0)
            return false;
        var (status, best, type, command) = (columns.Of("status"), columns.Of("best result", "best"), columns.Of("type", "title"), columns.Of("command"));
        var remarks = columns.Of("notes", "note", "remarks", "remark");
        foreach (var row in table.Rows)
        {
            var name = Inline.Plain(Columns.Cell(row, id));
            if (name.Length == 0)
            {
                Leave(row, TrackerText.RunStatus);
                continue;
            }

            var state = section switch { TrackerText.Completed => Tracking.RunStatus.Completed, TrackerText.InProgress => Tracking.RunStatus.Running, _ => Tracking.RunStatus.Planned };
            List<string> remark = [];
            if (Columns.Cell(row, remarks) is { } words && !CellValue.IsNone(words))
                remark.Add(words);
            if (Columns.Cell(row, status) is { Length: > 0 } word && !CellValue.IsNone(word))
            {
                if (StatusWords.TryRead(word, out var known) && known is { } read)
                    state = read;
                else
                    remark.Add(word);
            }

            for (var i = 0; i < row.Cells.Count; i++)
            {
                if (i != id && i != experiments && i != status && i != best && i != type && i != command && i != remarks && !CellValue.IsNone(row.Cells[i]))
                    remark.Add(i < table.Header.Count && table.Header[i].Length > 0 ? $"{table.Header[i]}: {row.Cells[i]}" : row.Cells[i]);
            }

            var ids = Inline.Plain(Columns.Cell(row, experiments));
            var names = _named < MostExperiments ? ExperimentList.Expand(ids) : [];
            _named += names.Count;
            if (_named >= MostExperiments && names.Count == 0 && !CellValue.IsNone(ids))
            {
                remark.Add(ids);
                report.Left(row.Line, ids);
            }

            var priority = new LogPriority(name)
            {
                Title = NullIfNone(Columns.Cell(row, type)),
                Status = state,
                Experiments = [.. names.Select(n => n.Id).Distinct(StringComparer.Ordinal)],
                Command = NullIfNone(Inline.Uncode(Columns.Cell(row, command))),
                Line = row.Line,
            };
            _priorities.Add(new PriorityRow(priority, names, Columns.Cell(row, best), string.Join("; ", remark)));
            report.Understood(row.Line, $"{name}: {names.Count} experiments, {state.ToString().ToLowerInvariant()}");
        }

        return true;
    }

    /// <summary>Reads a table of single experiments with their status.</summary>
    /// <param name="table">A table.</param>
    /// <returns>Whether it is one.</returns>
    public bool ReadExceptions(TableBlock table)
    {
        var columns = new Columns(table);
        var (id, status, what, command) = (columns.Of("experiment", "exp id"), columns.Of("status"), columns.Of("what happened", "error"), columns.Of("command"));
        if (id < 0 || status < 0)
            return false;
        foreach (var row in table.Rows)
        {
            var name = Inline.Plain(Columns.Cell(row, id));
            if (name.Length == 0 || row.Cells.Count > table.Header.Count || !StatusWords.TryRead(Columns.Cell(row, status), out var state))
                Leave(row, TrackerText.RunStatus);
            else
                _exceptions.Add(new ExceptionRow(row.Line, name, state, NullIfNone(Columns.Cell(row, what)), NullIfNone(Inline.Uncode(Columns.Cell(row, command)))));
        }

        report.Understood(table.Line, $"{table.Rows.Count} single experiments");
        return true;
    }

    /// <summary>Reads the line that says how many experiments are left.</summary>
    /// <param name="paragraph">A paragraph.</param>
    /// <returns>Whether it is that line.</returns>
    public bool ReadRemaining(Paragraph paragraph)
    {
        var match = Remaining().Match(paragraph.Text);
        if (!match.Success)
            return false;
        if (int.TryParse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            _remaining = (paragraph.Line, count);
        return true;
    }

    /// <summary>Reads a table of results.</summary>
    /// <param name="table">A table.</param>
    /// <param name="section">The heading it stands under.</param>
    /// <returns>Whether it is one.</returns>
    public bool ReadResults(TableBlock table, string section)
    {
        var columns = new Columns(table);
        var id = columns.Of("exp id", "experiment", "experiment id", "exp", "id");
        if (id < 0)
            return false;
        var (rank, caveat) = (columns.Of("rank", "#"), columns.Of("caveat"));
        var width = table.Rows.Select(row => row.Cells.Count).Append(table.Header.Count).Max();
        var readers = new List<(int Index, string Key, bool IsResult)>();
        for (var i = 0; i < width; i++)
        {
            if (i == id || i == rank || i == caveat)
                continue;
            var header = i < table.Header.Count ? table.Header[i] : "";
            var (key, isResult) = ColumnName.ReadHeader(header, i, table.Rows.Select(row => Columns.Cell(row, i)), TopMetric, out var isSure);
            readers.Add((i, key, isResult));
            if (!isSure)
                report.Guessed(table.Line, $"column '{header}' is taken for a {(isResult ? "result" : "setting")}");
        }

        foreach (var row in table.Rows)
        {
            var name = Inline.Plain(Columns.Cell(row, id));
            if (name.Length == 0)
            {
                Leave(row, section);
                continue;
            }

            var result = new ResultRow(row.Line, name, section == TrackerText.Top, NullIfNone(Columns.Cell(row, caveat)));
            foreach (var (index, key, isResult) in readers)
                ReadResult(result, Columns.Cell(row, index), key, isResult);
            _results.Add(result);
        }

        TopRows += section == TrackerText.Top ? table.Rows.Count : 0;
        report.Understood(table.Line, $"{table.Rows.Count} rows of results");
        return true;
    }

    private static void ReadResult(ResultRow row, string cell, string key, bool isResult)
    {
        if (isResult && CellValue.TryReadMetric(cell, out var value, out var deviation, out var count))
        {
            row.Metrics.Add(new LogMetric(key, [new LogPoint(0, value)]) { Line = row.Line });
            if (deviation is { } std)
                row.Metrics.Add(LogMetric.Of(key + "_std", std, row.Line));
            if (count is { } n)
                row.Metrics.Add(LogMetric.Of(key + "_n", n, row.Line));
        }
        else if (CellValue.ReadParam(cell) is { } json)
        {
            row.Params.Add(new LogParam(key, json, row.Line));
        }
    }

    private void Leave(TableRow row, string section)
    {
        var text = string.Join(" · ", row.Cells.Where(cell => !CellValue.IsNone(cell)));
        if (text.Length == 0)
            return;
        notes.Add(new LogNote(Tracking.NoteKind.Note, text.StartsWith("Row: ", StringComparison.Ordinal) ? text : "Row: " + text) { Section = section, Line = row.Line });
        report.Left(row.Line, text);
    }

    private static string? NullIfNone(string cell) => CellValue.IsNone(cell) ? null : cell.Trim();

    [GeneratedRegex(@"^(?<name>[^()]*[^()\s])\s*\((?<in>[^()]+)\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^\*{0,2}Remaining:?\*{0,2}:?\s*(?<count>\d+)[^\n]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Remaining();

    /// <summary>Columns of a table by their titles.</summary>
    private sealed class Columns(TableBlock table)
    {
        public int Of(params string[] titles)
        {
            for (var i = 0; i < table.Header.Count; i++)
            {
                // A title in code is a key.
                if (!table.Header[i].StartsWith('`') && titles.Contains(Inline.Plain(table.Header[i]).ToLowerInvariant(), StringComparer.Ordinal))
                    return i;
            }

            return -1;
        }

        public static string Cell(TableRow row, int index) => index >= 0 && index < row.Cells.Count ? row.Cells[index] : "";
    }
}
