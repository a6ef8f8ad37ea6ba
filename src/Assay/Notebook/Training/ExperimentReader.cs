using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Reads an experiment of a training log: its labelled lines and what stands under each.</summary>
internal sealed class ExperimentReader(LogReport report)
{
    private readonly List<LogParam> _params = [];
    private readonly List<LogNote> _notes = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly ResultLines _results = new();
    private readonly List<Block> _blocks = [];
    private List<KeyValuePair<string, string>>? _environment;
    private LogEntry _entry = new("");
    private TextField? _open;
    private string? _key;
    private string? _field;

    public LogEntry Read(LogSection section, string heading, string? group)
    {
        var (name, title) = TrainingText.Names(heading);
        Take(section, null);
        _notes.AddRange(_results.Notes);
        name = _entry.Name ?? name;
        title = _entry.Title ?? (title == name ? null : title);
        var metrics = _results.Metrics;
        return _entry with
        {
            Key = _key ?? TrainingText.Key(name, title, _entry.Date),
            Name = name,
            Title = title,
            Group = group,
            Inputs = _inputs,
            Outputs = _outputs,
            Environment = _environment ?? (_entry.CommandKind == TextField.DescriptionKind ? [] : EntryCommand.Environment(_entry.Command)),
            Params = _params,
            Metrics = metrics,
            Notes = [.. _notes.OrderBy(Rank).ThenBy(note => Beside(note, metrics))],
            Line = section.Line,
        };
    }

    // What stands at a value first, then kind by kind, then other headings: the order of the writer.
    private static int Rank(LogNote note) => note.Section switch
    {
        null => 10 + TrainingText.Place(note.Kind),
        _ when note.Kind != NoteKind.Note => 100,
        TrainingText.Configuration => 2,
        TrainingText.Results => 4,
        _ when Starts(note, TrainingText.OutputRemarks) => 0,
        _ when Starts(note, TrainingText.Configuration) => 1,
        _ when Starts(note, TrainingText.Results) => 3,
        _ => 100,
    };

    private static bool Starts(LogNote note, params IEnumerable<string> fields) => fields.Any(field => note.Section!.StartsWith(field + " / ", StringComparison.Ordinal));

    private int Beside(LogNote note, IReadOnlyList<LogMetric> metrics)
    {
        var rank = Rank(note);
        if (rank is not (0 or 1 or 3))
            return 0;
        var key = note.Section![(note.Section!.IndexOf(" / ", StringComparison.Ordinal) + 3)..];
        var at = rank == 0 ? _outputs.IndexOf(key) : rank == 1 ? _params.FindIndex(param => param.Key == key) : metrics.ToList().FindIndex(metric => metric.Key == key);
        return at < 0 ? int.MaxValue : at;
    }

    private void Take(LogSection section, string? path)
    {
        _field = path;
        foreach (var block in section.Blocks)
            Take(block);
        section.GiveUpBlocks();
        Close();
        foreach (var child in section.Sections.Where(child => !TrainingText.IsExperiment(child.Title, out _)))
            Take(child, TrainingNotes.Join(path, child.Title));
    }

    private void Take(Block block)
    {
        if (block is not Paragraph paragraph)
        {
            Under(block);
            return;
        }

        var lines = paragraph.Text.Split('\n');
        var rest = new List<string>();
        var from = paragraph.Line;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("**", StringComparison.Ordinal) && Inline.TryField(lines[i], out var label, out var value))
            {
                Flush();
                Close();
                Field(label, value, from = paragraph.Line + i);
                if (_open is not null && value.Length > 0)
                    rest.Add(value);
            }
            else
            {
                if (rest.Count == 0)
                    from = paragraph.Line + i;
                rest.Add(lines[i]);
            }
        }

        Flush();

        void Flush()
        {
            if (rest.Count > 0)
                Under(new Paragraph(from, string.Join('\n', rest)));
            rest.Clear();
        }
    }

    private void Field(string label, string value, int line)
    {
        _field = label;
        if (label == "Environment" && value == TrainingText.None)
            _environment ??= [];
        if (value is EntryLabels.Nothing or TrainingText.None)
            return;
        if (TextField.Find(label) is { } field && field.Get(_entry) is null)
        {
            _open = field;
            return;
        }

        if (value.Length == 0)
            return;
        switch (label)
        {
            case TrainingText.EntryLabel when _key is null:
                (_key, value) = (value, "");
                break;
            case "Date" when _entry.Date is null && LogDate.TryFind(value, out var date, out var rest):
                _entry = _entry with { Date = date };
                value = rest;
                break;
            case "Status" when _entry.Status is null && TrainingText.TryStatus(value, out var status, out var rest):
                _entry = _entry with { Status = status };
                value = rest;
                break;
            case "Location" or "Checkpoint":
                Output(label, value, line);
                return;
            case "Inputs":
                _inputs.AddRange(EntryPaths.Split(value).Select(EntryPaths.Read));
                return;
            case "Environment" when Assignments(value) is { } assignments:
                (_environment ??= []).AddRange(assignments);
                return;
            case "Command" when _entry.Command is null && (Inline.Uncode(value) != value || EntryCommand.LooksExact(value)):
                _entry = _entry with { Command = Inline.Uncode(value) };
                return;
        }

        if (value.Length > 0)
            Note(new ListItem(line, value, null, []));
    }

    private void Output(string label, string value, int line)
    {
        var end = value[0] == '`' ? value.IndexOf('`', 1) : -1;
        var path = end > 1 ? value[1..end] : value;
        _outputs.Add(path);
        if (end > 1 && value[(end + 1)..].Trim() is { Length: > 0 } remark)
            _notes.Add(new LogNote(NoteKind.Note, remark) { Section = $"{label} / {path}", Line = line });
    }

    private static List<KeyValuePair<string, string>>? Assignments(string value)
    {
        var pairs = EntryPaths.Split(value).Select(Inline.Uncode).ToList();
        return pairs.TrueForAll(pair => pair.IndexOfAny(['=', '`']) is var end and > 0 && pair[end] == '=')
            ? pairs.ConvertAll(pair => KeyValuePair.Create(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))
            : null;
    }

    private void Close()
    {
        if (_open is { } field && TextField.Read(_blocks) is { Length: > 0 } text and not (TrainingText.None or EntryLabels.Nothing))
        {
            if (field.Set(_entry, text) is { } entry)
                _entry = entry;
            else
                _notes.Add(new LogNote(NoteKind.Note, text) { Section = field.Label, Line = _blocks[0].Line });
        }

        _open = null;
        _blocks.Clear();
    }

    private void Under(Block block)
    {
        if (_open is not null)
            _blocks.Add(block);
        else if (_field == TrainingText.Configuration)
            Parameters(block);
        else if (_field == TrainingText.Results)
            Results(block);
        else if (block is CodeBlock { Text.Length: > 0 } code && _entry.Command is null && TrainingText.IsCommand(_field, out var kind))
            _entry = _entry with { Command = code.Text, CommandKind = kind, Shell = code.Language.Length == 0 ? null : code.Language };
        else
            Note(block);
    }

    private void Parameters(Block block)
    {
        // A line without its bullet is a parameter as well.
        IEnumerable<Block> lines = block is Paragraph paragraph ? paragraph.Text.Split('\n').Select((line, i) => new ListItem(paragraph.Line + i, line.Trim(), null, [])) : [block];
        foreach (var line in lines)
        {
            if (!Parameter(new ListItem(line.Line, TrainingNotes.Text(line), null, [])))
                Note(line);
        }
    }

    private void Results(Block block)
    {
        _results.Begin();
        var (text, first) = block switch
        {
            CodeBlock code => (code.Text, code.Line + 1),
            Paragraph paragraph => (paragraph.Text, paragraph.Line),
            ListItem item when TrainingNotes.Text(item) is var line && !line.Contains('\n', StringComparison.Ordinal) => (line, item.Line),
            _ => ("", 0),
        };
        if (first == 0)
        {
            Note(block);
            return;
        }

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (_results.Take(lines[i], first + i) is { Length: > 0 } left)
                Note(new ListItem(first + i, left, null, []));
        }
    }

    private bool Parameter(ListItem item)
    {
        var text = item.Text;
        var isCode = text.StartsWith('`') && text.IndexOf("`: ", StringComparison.Ordinal) > 1;
        var colon = isCode ? text.IndexOf("`: ", StringComparison.Ordinal) + 1 : text.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 1 || text.Contains('\n', StringComparison.Ordinal))
            return false;
        var key = isCode ? text[1..(colon - 1)] : LogKey.Of(Inline.Plain(text[..colon]));
        if (key.Length == 0 || _params.Any(known => known.Key == key))
            return false;
        var value = ConfigValue.Read(text[(colon + 2)..]);
        _params.Add(new LogParam(key, value.Json, item.Line));
        if (value.Remark.Length > 0)
            _notes.Add(new LogNote(NoteKind.Note, value.Remark) { Section = $"{TrainingText.Configuration} / {key}", Line = item.Line });
        return true;
    }

    private void Note(Block block)
    {
        var (kind, section) = TrainingNotes.Place(_field);
        foreach (var note in TrainingNotes.Read(kind, section, [block]))
        {
            _notes.Add(note);
            if (section is not null)
                report.Left(note.Line, note.Text.Split('\n')[0]);
        }
    }
}
