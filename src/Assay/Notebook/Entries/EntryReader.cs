using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>Fills an entry from what stands under its heading: labelled items, labelled lines, deeper headings; the rest becomes notes.</summary>
internal sealed partial class EntryReader
{
    private readonly LogReport _report;
    private readonly List<LogNote> _notes = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly List<LogParam> _params = [];
    private readonly List<LogMetric> _metrics = [];
    private readonly List<string> _result = [];
    private LogEntry _entry;
    private IReadOnlyList<KeyValuePair<string, string>>? _environment;

    /// <summary>Begins an entry.</summary>
    /// <param name="entry">What its heading says.</param>
    /// <param name="report">Takes what was guessed and left.</param>
    public EntryReader(LogEntry entry, LogReport report)
    {
        _entry = entry;
        _report = report;
    }

    /// <summary>Whether a line of its own said the date, be it that there is none.</summary>
    public bool HasDate { get; private set; }

    /// <summary>Whether a line of its own said the commit, be it that there is none.</summary>
    public bool HasCommit { get; private set; }

    /// <summary>Whether blocks have a line that says something of an entry.</summary>
    /// <param name="blocks">What stands under a heading.</param>
    /// <returns>Whether one has a known label.</returns>
    public static bool HasFields(IEnumerable<Block> blocks) => blocks.Any(block =>
        block switch { ListItem item => item.Text, Paragraph paragraph => paragraph.Text, _ => "" } is var text
        && Inline.TryField(text, out var label, out _) && EntryLabels.TryField(EntryLabels.Split(label, out _), out _));

    /// <summary>The phase that an item says an entry belongs to.</summary>
    /// <param name="item">An item under a heading.</param>
    /// <returns>The phase as written; null when it says none.</returns>
    public static string? PhaseOf(ListItem item) =>
        Inline.TryField(item.Text, out var label, out var value) && EntryLabels.TryField(label, out var field) && field == EntryField.Phase && value.Length > 0 && !value.Contains('\n', StringComparison.Ordinal) ? Inline.Uncode(value) : null;

    /// <summary>Reads what stands directly under the heading.</summary>
    /// <param name="blocks">The blocks.</param>
    public void Read(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case ListItem item when Inline.TryField(item.Text, out var label, out var value):
                    Field(label, value, item.Children, item.Line);
                    break;
                case Paragraph paragraph when Lines(paragraph):
                    break;
                case CodeBlock code when _entry.Command is null && code.Text.Length > 0:
                    _entry = _entry with { Command = code.Text, Shell = Shell(code) };
                    _report.Guessed(code.Line, $"the code of {EntryName.Join(_entry.Name, _entry.Title)} is its command");
                    break;
                default:
                    Left(NoteText.Notes(NoteKind.Note, null, [block]));
                    break;
            }
        }
    }

    /// <summary>Reads a labelled part: an item's label, or a deeper heading.</summary>
    /// <param name="label">The label.</param>
    /// <param name="value">What stands behind it.</param>
    /// <param name="children">What stands under it.</param>
    /// <param name="line">Its line.</param>
    public void Field(string label, string value, IReadOnlyList<Block> children, int line)
    {
        if (value is EntryLabels.Nothing or "None." && children.Count == 0)
        {
            HasDate |= label == "Date";
            HasCommit |= label == "Commit";
            return;
        }

        if (!EntryLabels.TryField(EntryLabels.Split(label, out var remark), out var field))
            Notes(label, value, children, line);
        else if (value.Length > 0 || children.Count > 0)
            Field(field, label, remark, value, children, line);
    }

    /// <summary>The entry as far as it was read.</summary>
    /// <returns>The entry; its key is given later.</returns>
    public LogEntry Build() => _entry with
    {
        Kind = _entry.CommandKind == "pattern" ? RunKind.Pattern : _entry.Kind,
        Environment = _environment ?? (_entry.CommandKind == "description" ? [] : EntryCommand.Environment(_entry.Command)),
        Inputs = _inputs,
        Outputs = _outputs,
        Params = _params,
        Metrics = _metrics,
        Result = _result.Count == 0 ? null : NoteText.Settle(string.Join("\n\n", _result)),
        Notes = _notes,
    };

    /// <summary>Adds notes that stand elsewhere.</summary>
    /// <param name="notes">The notes.</param>
    public void Left(IEnumerable<LogNote> notes)
    {
        foreach (var note in notes)
        {
            Add(note);
            _report.Left(note.Line, Beginning(note.Text));
        }
    }

    private static string Beginning(string text) => NoteText.FirstLine(text) is var line && line.Length > 60 ? line[..60] + "…" : line;

    private static string? Shell(CodeBlock code) => code.Language.Length == 0 ? null : code.Language;

    // The one item of a list stands for itself.
    private static string WithoutMarkers(string line)
    {
        while (line.StartsWith("- ", StringComparison.Ordinal) && !line.Contains('\n', StringComparison.Ordinal))
            line = line[2..].TrimStart();
        return line;
    }

    private static string? Said(string text) => text.Length == 0 ? null : text;

    // Labels at the beginning of lines, without markers.
    private bool Lines(Paragraph paragraph)
    {
        var lines = paragraph.Text.Split('\n');
        if (!Array.TrueForAll(lines, line => Inline.TryField(line, out var label, out _) && EntryLabels.TryField(EntryLabels.Split(label, out _), out _)))
            return false;
        for (var i = 0; i < lines.Length; i++)
        {
            Inline.TryField(lines[i], out var label, out var value);
            Field(label, value, [], paragraph.Line + i);
        }

        return true;
    }

    private void Field(EntryField field, string label, string? remark, string value, IReadOnlyList<Block> children, int line)
    {
        switch (field)
        {
            case EntryField.Command when _entry.Command is null:
                Command(label, remark, value, children, line);
                break;
            case EntryField.Outputs:
                Remark(EntryLabels.OutputRemark(EntryLabels.Split(label, out _)) is null ? label : EntryLabels.Split(label, out _), remark, line);
                _outputs.AddRange(Items(label, value, children, EntryLabels.OutputRemark(EntryLabels.Split(label, out _))));
                break;
            case EntryField.Inputs:
                Remark(label, remark, line);
                _inputs.AddRange(Items(label, value, children, null));
                break;
            case EntryField.Result:
                Result(remark, value, children);
                break;
            case EntryField.Params when remark is null:
                Params(label, value, children, line);
                break;
            case EntryField.Environment when remark is null && _environment is null && Assignments(value, children) is { } environment:
                _environment = environment;
                break;
            case EntryField.Reason when remark is null && _entry.Reason is null:
                _entry = _entry with { Reason = Said(NoteText.Of(value, children)) };
                break;
            case EntryField.Conclusion when remark is null && _entry.Conclusion is null:
                _entry = _entry with { Conclusion = Said(NoteText.Of(value, children)) };
                break;
            case EntryField.Error when remark is null && _entry.Error is null:
                _entry = _entry with { Error = Said(WithoutMarkers(NoteText.Settle(value.Length == 0 && children is [ListItem item] ? NoteText.Of(item) : NoteText.Of(value, children)))) };
                break;
            case EntryField.Caveat when remark is null && _entry.Caveat is null:
                _entry = _entry with { Caveat = Said(NoteText.Of(value, children)) };
                break;
            case EntryField.Superseded when remark is null && _entry.SupersededWhy is null:
                _entry = _entry with { SupersededWhy = NoteText.Of(value, children) };
                break;
            default:
                if (remark is not null || value.Length == 0 || value.Contains('\n', StringComparison.Ordinal) || !Line(field, value, line))
                    Notes(label, value, children, line);
                else
                    Left(NoteText.Notes(NoteKind.Note, label, children));
                break;
        }
    }

    /// <summary>A field of one line; false when it has a value already or this one cannot be one.</summary>
    private bool Line(EntryField field, string value, int line)
    {
        var plain = Inline.Uncode(value);
        if (plain.Length == 0)
            return false;
        var before = _entry;
        switch (field)
        {
            case EntryField.Date when !HasDate && LogDate.TryFind(plain, out var date, out var rest) && rest.Length == 0:
                HasDate = true;
                _entry = _entry with { Date = date };
                return true;
            case EntryField.Status when _entry.Status is null && EntryStatus.TryRead(plain, out var status, out var caveat) && (caveat is null || _entry.Caveat is null):
                _entry = _entry with { Status = status, Caveat = caveat ?? _entry.Caveat };
                return true;
            // A bracket says that it is no item of the plan.
            case EntryField.Item when _entry.Item is null && plain[0] != '(' && !plain.AsSpan().ContainsAny(' ', ':'):
                _entry = _entry with { Item = plain };
                break;
            case EntryField.Phase when _entry.Phase is null:
                _entry = _entry with { Phase = plain };
                break;
            case EntryField.Priority:
                _entry = _entry with { Priority = _entry.Priority ?? plain };
                break;
            case EntryField.Experiment:
                _entry = _entry with { Experiment = _entry.Experiment ?? plain };
                break;
            case EntryField.Seed when long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed):
                _entry = _entry with { Seed = _entry.Seed ?? seed };
                break;
            case EntryField.Workstream:
                _entry = _entry with { Workstream = _entry.Workstream ?? plain };
                break;
            case EntryField.Stage:
                _entry = _entry with { Stage = _entry.Stage ?? plain };
                break;
            case EntryField.Source:
                _entry = _entry with { Source = _entry.Source ?? plain };
                break;
            case EntryField.Config:
                _entry = _entry with { Config = _entry.Config ?? plain };
                break;
            case EntryField.Commit when !HasCommit:
                HasCommit = true;
                _entry = _entry with { Commit = Inline.Plain(plain) };
                break;
            case EntryField.Branch:
                _entry = _entry with { Branch = _entry.Branch ?? plain };
                break;
            case EntryField.SupersededBy when _entry.SupersededWhy is null && Successor().Match(value) is { Success: true } match:
                _entry = _entry with { SupersededBy = match.Groups["key"].Value.Trim(), SupersededWhy = match.Groups["why"].Value.Trim() };
                break;
        }

        return !ReferenceEquals(before, _entry) && before != _entry;
    }

    private void Command(string label, string? remark, string value, IReadOnlyList<Block> children, int line)
    {
        var kind = remark is "pattern" or "example" or "description" ? remark : null;
        if (remark is not null && kind is null)
            Remark(label, remark, line);
        if (kind == "description")
        {
            _entry = _entry with { Command = NoteText.Of(value, children), CommandKind = kind };
        }
        else if (value.Length == 0 && children.Count > 0 && children[0] is CodeBlock { Text.Length: > 0 } code)
        {
            _entry = _entry with { Command = code.Text, Shell = Shell(code), CommandKind = kind };
            Left(NoteText.Notes(NoteKind.Note, EntryLabels.Split(label, out _), children.Skip(1)));
        }
        else
        {
            var text = NoteText.Of(value, children);
            var exact = Inline.Uncode(text) is var plain && plain != text ? plain : text;
            var isExact = kind is not null || exact != text || EntryCommand.LooksExact(text);
            _entry = _entry with { Command = isExact ? exact : text, CommandKind = kind ?? (isExact ? null : "description") };
            if (!isExact)
                _report.Guessed(line, $"what stands for the command of {EntryName.Join(_entry.Name, _entry.Title)} is a description of it");
        }
    }

    private void Remark(string label, string? remark, int line)
    {
        if (remark is not null)
            _notes.Add(NoteText.Note(NoteKind.Note, EntryLabels.Split(label, out _), $"({remark})", line));
    }

    private void Result(string? remark, string value, IReadOnlyList<Block> children)
    {
        var rest = new List<Block>();
        foreach (var child in children)
        {
            if (child is ListItem { Children.Count: 0 } item && EntryValues.Metric(item.Text, item.Line) is { } metric && !_metrics.Exists(known => known.Key == metric.Key))
                _metrics.Add(metric);
            else
                rest.Add(child);
        }

        if (remark is not null)
            _result.Add($"({remark})");
        if (NoteText.Of(value, rest) is { Length: > 0 } text)
            _result.Add(text);
    }

    private void Params(string label, string value, IReadOnlyList<Block> children, int line)
    {
        var rest = new List<Block>();
        foreach (var child in children)
        {
            if (child is ListItem { Children.Count: 0 } item && EntryValues.Param(item.Text, item.Line) is { } param && !_params.Exists(known => known.Key == param.Key))
                _params.Add(param);
            else
                rest.Add(child);
        }

        if (value.Length > 0 || rest.Count > 0)
            Notes(label, value, rest, line);
    }

    private static List<KeyValuePair<string, string>>? Assignments(string value, IReadOnlyList<Block> children)
    {
        if (value.Length > 0)
            return null;
        var found = new List<KeyValuePair<string, string>>();
        foreach (var child in children)
        {
            if (child is not ListItem { Children.Count: 0 } item || Inline.Uncode(item.Text) is not { } text || text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at))
                return null;
            found.Add(new(text[..at], text[(at + 1)..]));
        }

        return found;
    }

    /// <summary>Names of inputs or outputs: items, or one line with commas.</summary>
    private List<string> Items(string label, string value, IReadOnlyList<Block> children, string? remark)
    {
        var items = value.Length == 0 ? [] : value.Split(['\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(EntryPaths.Split).Select(EntryPaths.Read).ToList();
        Flatten(children, items, label);
        return remark is null ? items : [.. items.Select(item => $"{item} ({remark})")];
    }

    private void Flatten(IReadOnlyList<Block> blocks, List<string> items, string label)
    {
        foreach (var block in blocks)
        {
            if (block is not ListItem item)
            {
                Left(NoteText.Notes(NoteKind.Note, EntryLabels.Split(label, out _), [block]));
                continue;
            }

            if (item.Text.Length > 0)
                items.Add(EntryPaths.Read(item.Text.Replace('\n', ' ')));
            Flatten(item.Children, items, label);
        }
    }

    private void Notes(string label, string value, IReadOnlyList<Block> children, int line)
    {
        var (kind, section) = EntryLabels.Notes(label);
        IEnumerable<LogNote> notes = value.Length > 0 ? [NoteText.Note(kind, section, NoteText.Of(value, children), line)]
            : children.Count > 0 ? NoteText.Notes(kind, section, children)
            : EntryLabels.TryKind(EntryLabels.Split(label, out _), out _) ? [] : [NoteText.Note(NoteKind.Note, null, label + ":", line)];
        foreach (var note in notes)
        {
            Add(note);
        }
    }

    // The first sentence that says so tells what takes the entry's place.
    private void Add(LogNote note)
    {
        if (note is { Kind: NoteKind.Note, Section: null, State: NoteState.Open } && _entry.SupersededWhy is null && SupersededBy(note.Text) is { } key)
            _entry = _entry with { SupersededBy = key, SupersededWhy = note.Text };
        else if (note.Text is not (EntryLabels.Nothing or "None."))
            _notes.Add(note);
    }

    /// <summary>The run a sentence says has taken an entry's place.</summary>
    /// <param name="sentence">A note.</param>
    /// <returns>Its key; null when the sentence says no such thing.</returns>
    public static string? SupersededBy(string sentence) => !sentence.Contains('\n', StringComparison.Ordinal) && Sentence().Match(sentence) is { Success: true } match ? match.Groups["key"].Value : null;

    [System.Text.RegularExpressions.GeneratedRegex(@"\bsuperseded by (?:(?<key>Run \d{1,9}[a-z]?)\b|`(?<key>[^`]+)`)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.IgnoreCase, 1000)]
    private static partial System.Text.RegularExpressions.Regex Sentence();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:`(?<key>[^`]+)`|(?<key>Run \d{1,9}[a-z]?)\b)[\s:;,.]*(?<why>.*)$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Successor();
}
