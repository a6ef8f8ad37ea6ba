using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Writes an experiment of a training log.</summary>
internal sealed class ExperimentWriter(StringBuilder text, LogEntry entry)
{
    private readonly List<LogNote> _rest = [.. entry.Notes];

    public void Write()
    {
        var heading = entry.Name is null ? entry.Title ?? entry.Key : entry.Title is null ? entry.Name : $"{entry.Name} - {entry.Title}";
        text.Append("### Experiment: ").Append(heading).Append('\n');
        if (entry.Date is { } date)
            text.Append("**Date**: ").Append(date.ToLogText()).Append('\n');
        foreach (var output in entry.Outputs)
        {
            var beside = _rest.FirstOrDefault(note => note.Section is "Location" or "Checkpoint");
            if (beside is not null && (beside.Text.Contains('\n', StringComparison.Ordinal) || output.Contains('`', StringComparison.Ordinal)))
                beside = null;
            var word = beside?.Section ?? (output.Contains("checkpoint", StringComparison.OrdinalIgnoreCase) ? "Checkpoint" : "Location");
            text.Append("**").Append(word).Append("**: ").Append(output.Contains('`', StringComparison.Ordinal) ? output : $"`{output}`").Append(beside is null ? "" : " " + beside.Text).Append('\n');
            if (beside is not null)
                _rest.Remove(beside);
        }

        if (entry.Status is { } status)
            text.Append("**Status**: ").Append(TrainingText.StatusText(status)).Append('\n');
        if (entry.Reason is { } reason)
            text.Append("**Reason**: ").Append(reason).Append('\n');
        if (entry.Command is { } command)
            text.Append("\n**Command**:\n").Append(new CodeBlock(0, entry.Shell ?? "", command).ToMarkdown()).Append('\n');
        WriteConfiguration();
        WriteResults();
        foreach (var kind in TrainingText.Kinds)
        {
            var notes = TakeNotes(note => note.Section is null && note.Kind == kind);
            if (notes.Count > 0 || kind is NoteKind.Observation or NoteKind.NextStep)
                WriteNotes($"\n**{TrainingText.Heading(kind)}**:\n", notes, kind is NoteKind.Issue or NoteKind.Insight);
        }

        if (entry.Conclusion is { } conclusion)
            text.Append("\n**Conclusion**: ").Append(conclusion).Append('\n');
        string? before = null;
        foreach (var note in _rest)
        {
            var section = note.Kind == NoteKind.Note ? note.Section! : $"{note.Section} / {TrainingText.Heading(note.Kind)}";
            if (section != before)
                text.Append("\n#### ").Append(section).Append("\n\n");
            before = section;
            NoteText.WriteItem(text, "", "- ", NoteText.Marked(note));
        }

        text.Append('\n');
    }

    private void WriteConfiguration()
    {
        text.Append("\n**Configuration**:\n");
        foreach (var parameter in entry.Params)
        {
            var remark = TakeNotes(note => note.Section == $"{TrainingText.Configuration} / {parameter.Key}" && note.Kind == NoteKind.Note);
            var label = Label(parameter.Key);
            text.Append("- ").Append(label).Append(": ").Append(new ConfigValue(parameter.Json, remark.Count > 0 ? remark[0].Text : "").Write()).Append('\n');
        }

        var notes = TakeNotes(note => note.Section == TrainingText.Configuration && note.Kind == NoteKind.Note);
        WriteNotes("", notes, false, entry.Params.Count == 0);
    }

    private void WriteResults()
    {
        text.Append("\n**Results**:\n");
        var lines = new StringBuilder();
        ResultLines.Write(lines, entry.Metrics, key => TakeNotes(note => note.Section == $"{TrainingText.Results} / {key}" && note.Kind == NoteKind.Note) is [var note, ..] ? note.Text : null);
        text.Append("```\n").Append(lines.Length == 0 ? TrainingText.NoResults + "\n" : lines).Append("```\n");
        var notes = TakeNotes(note => note.Section == TrainingText.Results && note.Kind == NoteKind.Note);
        WriteNotes("", notes, false, false);
    }

    private void WriteNotes(string heading, List<LogNote> notes, bool isNumbered, bool saysNone = true)
    {
        text.Append(heading);
        if (notes.Count == 0 && saysNone)
            text.Append("- ").Append(TrainingText.None).Append('\n');
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
