using System.Text.RegularExpressions;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Reads a tracker: each section by its heading, each table by its header, everything else as notes.</summary>
internal sealed partial class TrackerReader
{
    private readonly LogReport _report;
    private readonly TrackerTables _tables;
    private readonly List<LogNote> _notes = [];
    private readonly List<KeyValuePair<string, string>> _commands = [];
    private readonly List<KeyValuePair<string, string>> _locations = [];
    private LogBook _book;
    private int? _topCount;
    private Direction? _direction;

    private TrackerReader(LogDocument document, LogReport report)
    {
        _report = report;
        _book = new LogBook(document.Name);
        _tables = new TrackerTables(report, _notes);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="document">The text.</param>
    /// <param name="report">Takes what was understood, guessed and left.</param>
    /// <returns>The book.</returns>
    public static LogBook Read(LogDocument document, LogReport report)
    {
        var reader = new TrackerReader(document, report);
        reader.ReadAll(document.Root);
        return reader.ToBook();
    }

    private void ReadAll(LogSection root)
    {
        // The metric that ranks decides what columns mean, wherever they stand.
        foreach (var section in root.DescendantsAndSelf())
            ReadTopHeading(section.Title);
        var sections = root.Sections;
        var head = root.Blocks.ToList();
        if (sections.Count > 0 && sections[0].Level == 1 && sections[0].Title.Length > 0)
        {
            _book = _book with { Title = sections[0].Title };
            head.AddRange(sections[0].Blocks);
            sections = [.. sections[0].Sections, .. sections.Skip(1)];
        }

        ReadHead(head);
        foreach (var section in sections)
            Visit(Relevel(section, 2), []);
    }

    private void ReadHead(List<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is not Paragraph paragraph)
            {
                Keep(blocks[i], null);
                continue;
            }

            List<string> rest = [];
            var isFields = false;
            foreach (var line in paragraph.Text.Split('\n'))
            {
                if (!TryReadField(line))
                    rest.Add(line);
                else
                    isFields = true;
            }

            if (i == 0 && !isFields)
                _book = _book with { Description = paragraph.Text };
            else if (rest.Count > 0)
                Keep(paragraph with { Text = string.Join('\n', rest).Trim() }, null);
        }
    }

    private bool TryReadField(string line)
    {
        if (!Inline.TryField(line, out var label, out var value) || value.Length == 0)
            return false;
        switch (label.ToLowerInvariant())
        {
            case "last updated" or "updated" or "date" when _book.Updated is null && LogDate.TryFind(value, out var date, out var rest) && rest.Length == 0:
                _book = _book with { Updated = date };
                return true;
            case "status" when _book.Status is null:
                _book = _book with { Status = value };
                return true;
            default:
                return false;
        }
    }

    private void ReadTopHeading(string title)
    {
        if (TrackerText.SectionOf(title) != TrackerText.Top || _book.TopMetric is not null || TopHeading().Match(title) is not { Success: true } match)
            return;
        var key = ColumnName.Read(match.Groups["metric"].Value);
        if (key.Length == 0)
            return;
        _book = _book with { TopMetric = key };
        _tables.TopMetric = key;
        _direction = match.Groups["direction"].Value switch { "lower" => Direction.Minimize, "higher" => Direction.Maximize, _ => null };
        if (int.TryParse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000)
            _topCount = count;
    }

    private void Visit(LogSection section, IReadOnlyList<string> path)
    {
        var known = TrackerText.SectionOf(section.Title);
        if (known is null && path is [TrackerText.Findings])
        {
            ReadFinding(section);
            return;
        }

        if (known is null && section.Title.StartsWith("Observation", StringComparison.OrdinalIgnoreCase))
        {
            _notes.Add(new LogNote(NoteKind.Observation, Relevel(section, 2).BodyToMarkdown() is { Length: > 0 } body ? body : TrackerText.Empty) { Section = section.Title, Line = section.Line });
            _report.Understood(section.Line, section.Title);
            return;
        }

        string[] own = known is null ? [.. path, section.Title] : [TrackerText.Sections.Contains(known) ? known : TrackerText.RunStatus];
        if (known is not null)
            ReadKnown(section, known, own[0]);
        else if (section.Blocks.Count > 0 || section.Sections.Count == 0)
            ReadUnknown(section, own);
        foreach (var child in section.Sections)
            Visit(child, own);
    }

    private void ReadUnknown(LogSection section, string[] path)
    {
        var text = Block.ToMarkdown(section.Blocks);
        _notes.Add(new LogNote(NoteKind.Note, text.Length == 0 ? TrackerText.Empty : text) { Section = string.Join(" / ", path), Line = section.Line });
        _report.Left(section.Line, section.Title);
    }

    private void ReadFinding(LogSection section)
    {
        var title = Number().Replace(section.Title, "");
        var body = Relevel(section, 3).BodyToMarkdown();
        var text = (title + "\n" + body).Trim('\n');
        if (text.Length == 0)
            return;
        _notes.Add(NoteText.Unmark(text, NoteKind.Finding, section.Line));
        _report.Understood(section.Line, title);
    }

    private void ReadKnown(LogSection section, string known, string owner)
    {
        foreach (var block in section.Blocks)
        {
            if (!ReadBlock(block, known, section) && !(block is Paragraph paragraph && TrackerText.IsFiller(paragraph.Text)))
                Keep(block, owner);
        }
    }

    private bool ReadBlock(Block block, string known, LogSection section)
    {
        switch (known, block)
        {
            case (TrackerText.Overview, TableBlock table):
                return _tables.ReadOverview(table);
            case (TrackerText.Top or TrackerText.Further, TableBlock table):
                return _tables.ReadResults(table, known);
            case (TrackerText.RunStatus or TrackerText.Completed or TrackerText.InProgress or TrackerText.Pending or TrackerText.Exceptions or TrackerText.Others, TableBlock table):
                return _tables.ReadPriorities(table, known) || _tables.ReadExceptions(table);
            case (TrackerText.RunStatus or TrackerText.Completed or TrackerText.InProgress or TrackerText.Pending or TrackerText.Exceptions or TrackerText.Others, Paragraph paragraph):
                return _tables.ReadRemaining(paragraph);
            case (TrackerText.Findings, ListItem or Paragraph):
                return ReadItem(AsItem(block), NoteKind.Finding);
            case (TrackerText.Observations, ListItem or Paragraph):
                return ReadItem(AsItem(block), NoteKind.Observation);
            case (TrackerText.Notes, _):
                return ReadItem(AsItem(block), NoteKind.Note);
            case (TrackerText.NextSteps, ListItem item):
                return IsComputed(item) || ReadItem(item, NoteKind.NextStep);
            case (TrackerText.Commands, CodeBlock code):
                ReadCommands(code);
                return true;
            case (TrackerText.Locations, ListItem { Children.Count: 0 } item):
                return ReadLocation(item);
            default:
                return false;
        }
    }

    // Lines of an item lose their indentation, those of a paragraph then too.
    private static ListItem AsItem(Block block) => block switch
    {
        ListItem item => item,
        Paragraph paragraph => new ListItem(block.Line, string.Join('\n', paragraph.Text.Split('\n').Select(line => line.Trim())), null, []),
        _ => new ListItem(block.Line, block.ToMarkdown(), null, []),
    };

    private bool ReadItem(ListItem item, NoteKind kind)
    {
        if (item.Children.Count == 0 && TrackerText.IsFiller(item.Text))
            return true;
        if (NoteText.ReadItem(item, kind) is { } note)
            _notes.Add(note);
        return true;
    }

    // What the writer computes from the rows of the tables.
    private static bool IsComputed(ListItem item) => item.Children.Count == 0 && (item.Text == TrackerText.AllDone || ComputedStep().IsMatch(item.Text));

    private void ReadCommands(CodeBlock code)
    {
        List<string> what = [];
        List<string> command = [];
        void Flush()
        {
            if (what.Count + command.Count > 0)
                _commands.Add(new(string.Join('\n', what), string.Join('\n', command)));
            what.Clear();
            command.Clear();
        }

        foreach (var line in code.Text.Split('\n'))
        {
            var isComment = line.StartsWith('#');
            if (line.Trim().Length == 0 || (isComment && command.Count > 0))
                Flush();
            if (isComment && line.TrimStart('#').Trim() is { Length: > 0 } words)
                what.Add(words);
            else if (!isComment && line.Trim().Length > 0)
                command.Add(line.TrimEnd());
        }

        Flush();
        _report.Understood(code.Line, TrackerText.Commands);
    }

    private bool ReadLocation(ListItem item)
    {
        if (!Inline.TryField(item.Text, out var what, out var path) || path.Length == 0 || item.Text.Contains('\n', StringComparison.Ordinal))
            return false;
        _locations.Add(new(what, Inline.Uncode(path)));
        return true;
    }

    private void Keep(Block block, string? section)
    {
        var text = block.ToMarkdown();
        if (text.Trim().Length == 0 || (section is null && TrackerText.IsFiller(text)))
            return;
        var note = section is null ? NoteText.ReadItem(AsItem(block), NoteKind.Note) : new LogNote(NoteKind.Note, text) { Section = section, Line = block.Line };
        if (note is not null)
            _notes.Add(note with { Line = block.Line });
        _report.Left(block.Line, text.Split('\n')[0]);
    }

    private LogBook ToBook()
    {
        var (priorities, entries) = _tables.Build(_direction);
        return _book with
        {
            Categories = _tables.Categories,
            Priorities = priorities,
            Entries = entries,
            Notes = [.. _notes.OrderBy(NotePlace.Of)],
            Commands = _commands,
            Locations = _locations,
            TopCount = _topCount ?? (_tables.TopRows > 0 && _book.TopMetric is not null ? _tables.TopRows : _book.TopCount),
        };
    }

    // People skip levels; what is written again does not.
    private static LogSection Relevel(LogSection section, int level) =>
        section with { Level = Math.Min(level, 6), Sections = [.. section.Sections.Select(child => Relevel(child, level + 1))] };

    [GeneratedRegex(@"^\d+[.)]\s+(?=\S)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\(by (?<metric>`[^`]+`|[^,()]+)(?:, (?<direction>lower|higher) is better)?(?:, best (?<count>\d+))?\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TopHeading();

    [GeneratedRegex(@"^(?:Run [^`\n]*: `assay run [^`\n]*`|Wait for [^\n]*: \d+ of \d+ done)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ComputedStep();
}
