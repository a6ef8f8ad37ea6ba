using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Reads an experiment of a training log: its labelled lines and what stands under each.</summary>
internal sealed class ExperimentReader(LogReport report)
{
    private readonly List<LogParam> _params = [];
    private readonly List<LogNote> _notes = [];
    private readonly List<string> _outputs = [];
    private readonly ResultLines _results = new();
    private LogDate? _date;
    private RunStatus? _status;
    private string? _reason;
    private string? _conclusion;
    private string? _command;
    private string? _shell;
    private string? _field;

    public LogEntry Read(LogSection section, string heading, string? group)
    {
        var (name, title) = TrainingText.Names(heading);
        Take(section, null);
        _notes.AddRange(_results.Notes);
        var key = name ?? title ?? "Experiment";
        return new LogEntry(name is null && _date is { } date ? $"{key} ({date})" : key)
        {
            Name = name,
            Title = title,
            Group = group,
            Date = _date,
            Status = _status,
            Outputs = _outputs,
            Params = _params,
            Metrics = _results.Metrics,
            Reason = _reason,
            Conclusion = _conclusion,
            Command = _command,
            Shell = _shell,
            Notes = [.. _notes.OrderBy(Rank)],
            Line = section.Line,
        };
    }

    /// <summary>Place of a note in an entry: what stands at a value first, then kind by kind, then other headings.</summary>
    public static int Rank(LogNote note) => note.Section switch
    {
        null => 10 + TrainingText.Kinds.ToList().IndexOf(note.Kind),
        "Location" or "Checkpoint" => 0,
        TrainingText.Configuration => 2,
        TrainingText.Results => 4,
        _ when note.Section.StartsWith(TrainingText.Configuration + " / ", StringComparison.Ordinal) => 1,
        _ when note.Section.StartsWith(TrainingText.Results + " / ", StringComparison.Ordinal) => 3,
        _ => 100,
    };

    private void Take(LogSection section, string? path)
    {
        _field = path;
        foreach (var block in section.Blocks)
            Take(block);
        foreach (var child in section.Sections.Where(child => !TrainingText.IsExperiment(child.Title, out _)))
            Take(child, path is null ? child.Title : path + " / " + child.Title);
    }

    private void Take(Block block)
    {
        if (block is not Paragraph paragraph)
        {
            Under(block);
            return;
        }

        var rest = new List<string>();
        var (line, from) = (paragraph.Line, paragraph.Line);
        foreach (var text in paragraph.Text.Split('\n'))
        {
            if (text.StartsWith("**", StringComparison.Ordinal) && Inline.TryField(text, out var label, out var value))
            {
                Flush();
                Field(label, value, line);
            }
            else
            {
                rest.Add(text);
            }

            line++;
        }

        Flush();

        void Flush()
        {
            if (rest.Count > 0)
                Under(new Paragraph(from, string.Join('\n', rest)));
            rest.Clear();
            from = line + 1;
        }
    }

    private void Field(string label, string value, int line)
    {
        _field = label;
        if (value.Length == 0)
            return;
        switch (label)
        {
            case "Date" when _date is null && LogDate.TryFind(value, out var date, out var rest):
                _date = date;
                value = rest;
                break;
            case "Status" when _status is null && TrainingText.TryStatus(value, out var status, out var rest):
                _status = status;
                value = rest;
                break;
            case "Location" or "Checkpoint":
                var end = value[0] == '`' ? value.IndexOf('`', 1) : -1;
                _outputs.Add(end > 1 ? value[1..end] : value);
                value = end > 1 ? value[(end + 1)..].Trim() : "";
                break;
            case "Reason" when _reason is null:
                (_reason, value) = (value, "");
                break;
            case "Conclusion" when _conclusion is null:
                (_conclusion, value) = (value, "");
                break;
        }

        if (value.Length > 0)
            Under(new ListItem(line, value, null, []));
    }

    private void Under(Block block)
    {
        switch (block)
        {
            case ListItem { Children.Count: 0 } item when _field == TrainingText.Configuration && Parameter(item):
                return;
            case CodeBlock code when _field == TrainingText.Results:
                _results.Begin();
                var lines = code.Text.Split('\n');
                for (var i = 0; i < lines.Length; i++)
                {
                    if (!_results.Take(lines[i], code.Line + 1 + i))
                        Note(new Paragraph(code.Line + 1 + i, lines[i].Trim()));
                }

                return;
            case ListItem { Children.Count: 0 } item when _field == TrainingText.Results:
                _results.Begin();
                if (_results.Take(item.Text, item.Line))
                    return;
                break;
            case CodeBlock code when _field == "Command" && _command is null && code.Text.Length > 0:
                (_command, _shell) = (code.Text, code.Language.Length == 0 ? null : code.Language);
                return;
        }

        Note(block);
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
        var section = _field;
        var kind = NoteKind.Note;
        if (section is not null)
        {
            var last = section.LastIndexOf(" / ", StringComparison.Ordinal);
            if (TrainingText.IsKind(last < 0 ? section : section[(last + 3)..], out kind))
                section = last < 0 ? null : section[..last];
        }

        foreach (var note in NoteText.Notes(kind, section, [block]).Where(note => note.Text != TrainingText.None && note.Text != TrainingText.NoResults))
        {
            _notes.Add(note);
            if (section is not null)
                report.Left(note.Line, note.Text.Split('\n')[0]);
        }
    }
}
