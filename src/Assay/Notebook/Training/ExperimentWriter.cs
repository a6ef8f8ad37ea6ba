using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Writes an experiment of a training log.</summary>
internal sealed class ExperimentWriter(StringBuilder text, LogEntry entry, TrainingComputed computed)
{
    private readonly List<LogNote> _rest = [.. entry.Notes];

    public void Write()
    {
        WriteHeading();
        if (entry.Date is { } date)
            text.Append("**Date**: ").Append(date.ToLogText()).Append('\n');
        foreach (var output in entry.Outputs)
            WriteOutput(output);
        text.Append("**Status**: ").Append(entry.Status is { } status ? TrainingText.StatusText(status) : EntryLabels.Nothing).Append('\n');
        foreach (var field in TextField.Facts)
            field.Write(text, entry);
        WriteCommand();
        WriteConfiguration();
        WriteResults();
        foreach (var kind in TrainingText.Kinds)
        {
            var notes = TakeNotes(note => note.Section is null && note.Kind == kind);
            string[] own = kind switch { NoteKind.Observation => [.. computed.Analysis(entry)], NoteKind.NextStep => [.. computed.NextSteps(entry)], _ => [] };
            if (notes.Count + own.Length == 0)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"\n**{TrainingText.Heading(kind)}**:\n");
            foreach (var line in own)
                text.Append("- ").Append(line).Append('\n');
            WriteNotes(notes, kind is NoteKind.Issue or NoteKind.Insight);
        }

        if (!string.IsNullOrEmpty(entry.Conclusion))
            text.Append('\n');
        TextField.Conclusion.Write(text, entry);
        string? before = null;
        foreach (var note in _rest)
        {
            var heading = TrainingNotes.Heading(note);
            if (heading != before)
                text.Append("\n#### ").Append(heading).Append("\n\n");
            before = heading;
            NoteText.WriteItem(text, "", "- ", NoteText.Marked(note));
        }

        text.Append('\n');
    }

    // Name and title stand in the heading where they can be told apart there, otherwise on lines of their own.
    private void WriteHeading()
    {
        string[] headings = [entry.Title is null ? entry.Name ?? "" : entry.Name is null ? entry.Title : $"{entry.Name} - {entry.Title}", entry.Title ?? entry.Name ?? "", ""];
        foreach (var heading in headings)
        {
            if (TrainingText.Reread(heading) is not { } read)
                continue;
            var (name, title) = (read.Name, read.Title);
            var saysName = name != entry.Name && entry.Name is not null;
            name = saysName ? entry.Name : name;
            title = title == name ? null : title;
            var saysTitle = title != entry.Title && entry.Title is not null;
            if ((name, saysTitle ? entry.Title : title) != (entry.Name, entry.Title) || (saysTitle && heading.Length > 0))
                continue;
            text.Append(("### Experiment: " + heading).TrimEnd()).Append('\n');
            if (saysName)
                TextField.Run.Write(text, entry);
            if (saysTitle)
                TextField.Title.Write(text, entry);
            break;
        }

        var key = TrainingText.Key(entry.Name, entry.Title, entry.Date);
        if (entry.Key != key && !entry.Key.StartsWith(key + " #", StringComparison.Ordinal))
            text.Append("**").Append(TrainingText.EntryLabel).Append("**: ").Append(entry.Key).Append('\n');
    }

    private void WriteOutput(string output)
    {
        var beside = _rest.FirstOrDefault(note => note is { Kind: NoteKind.Note, State: NoteState.Open } && TrainingText.OutputRemarks.Any(label => note.Section == $"{label} / {output}") && !note.Text.Contains('\n', StringComparison.Ordinal));
        if (output.Contains('`', StringComparison.Ordinal))
            beside = null;
        var label = beside?.Section![..beside.Section!.IndexOf(" / ", StringComparison.Ordinal)] ?? TrainingText.OutputLabel(output);
        text.Append("**").Append(label).Append("**: ").Append(output.Contains('`', StringComparison.Ordinal) ? output : $"`{output}`").Append(beside is null ? "" : " " + beside.Text).Append('\n');
        if (beside is not null)
            _rest.Remove(beside);
    }

    private void WriteCommand()
    {
        foreach (var input in entry.Inputs)
            text.Append("**Inputs**: ").Append(EntryPaths.Show(input)).Append('\n');
        var isProse = entry.CommandKind == TextField.DescriptionKind;
        if (!entry.Environment.SequenceEqual(isProse ? [] : EntryCommand.Environment(entry.Command)))
        {
            foreach (var (name, value) in entry.Environment)
                text.Append("**Environment**: ").Append(value.Contains('`', StringComparison.Ordinal) ? $"{name}={value}" : $"`{name}={value}`").Append('\n');
            if (entry.Environment.Count == 0)
                text.Append("**Environment**: ").Append(TrainingText.None).Append('\n');
        }

        if (isProse)
            TextField.Described.Write(text, entry);
        else if (entry.Command is { Length: > 0 } command)
            text.Append("\n**Command").Append(entry.CommandKind is null ? "" : $" ({entry.CommandKind})").Append("**:\n").Append(new CodeBlock(0, entry.Shell ?? "", command).ToMarkdown()).Append('\n');
    }

    private void WriteConfiguration()
    {
        var notes = TakeNotes(note => note.Section == TrainingText.Configuration && note.Kind == NoteKind.Note);
        if (entry.Params.Count + notes.Count == 0)
            return;
        text.Append("\n**Configuration**:\n");
        foreach (var parameter in entry.Params)
        {
            var value = new ConfigValue(parameter.Json, "");
            var remark = Remark(TrainingText.Configuration, parameter.Key, note => (value with { Remark = note.Text }).Reads());
            text.Append("- ").Append(Label(parameter.Key)).Append(": ").Append((value with { Remark = remark ?? "" }).Write()).Append('\n');
        }

        WriteNotes(notes, false);
    }

    private void WriteResults()
    {
        text.Append("\n**Results**:\n");
        var lines = new StringBuilder();
        ResultLines.Write(lines, entry.Metrics, key => Remark(TrainingText.Results, key, note => ResultLines.IsRemark(note.Text)));
        text.Append("```\n").Append(lines.Length == 0 ? TrainingText.NoResults + "\n" : lines).Append("```\n");
        var notes = TakeNotes(note => note.Section == TrainingText.Results && note.Kind == NoteKind.Note);
        WriteNotes(notes, false);
    }

    // The note that can stand beside a value; others of the same section stand under a heading.
    private string? Remark(string field, string key, Predicate<LogNote> fits)
    {
        var at = _rest.FindIndex(note => note.Section == $"{field} / {key}" && note is { Kind: NoteKind.Note, State: NoteState.Open } && fits(note));
        if (at < 0)
            return null;
        var remark = _rest[at].Text;
        _rest.RemoveAt(at);
        return remark;
    }

    private void WriteNotes(List<LogNote> notes, bool isNumbered)
    {
        for (var i = 0; i < notes.Count; i++)
            NoteText.WriteItem(text, "", isNumbered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "- ", NoteText.Marked(notes[i]));
    }

    private List<LogNote> TakeNotes(Func<LogNote, bool> wanted)
    {
        var taken = _rest.Where(wanted).ToList();
        _rest.RemoveAll(taken.Contains);
        return taken;
    }

    private static string Label(string key)
    {
        if (LogKey.Of(key) != key)
            return $"`{key}`";
        var label = key == "lr" ? "LR" : key == "lr_schedule" ? "LR schedule" : key == "d_model" ? key : char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');
        return LogKey.Of(label) == key ? label : key;
    }
}
