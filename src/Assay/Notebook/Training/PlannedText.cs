using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>A planned ablation as a numbered item: its title, the values to test, what is expected.</summary>
internal static class PlannedText
{
    private const string Expected = "Expected: ";

    /// <summary>Reads an item; null when it has no title.</summary>
    public static LogEntry? Read(ListItem item, string? group)
    {
        var lines = item.Text.Split('\n');
        var title = Inline.Plain(lines[0]);
        if (title.Length == 0)
            return null;
        var parameters = new List<LogParam>();
        var notes = new List<LogNote>();
        // A line that goes on under the title is read as if it had a bullet.
        foreach (var block in lines.Skip(1).Select((line, i) => (Block)new ListItem(item.Line + 1 + i, line, null, [])).Concat(item.Children))
        {
            var text = TrainingNotes.Text(block);
            if (text.StartsWith(Expected, StringComparison.Ordinal))
            {
                notes.Add(NoteText.Note(NoteKind.Prediction, null, text[Expected.Length..], block.Line));
            }
            else if (Parameter(text, title) is { } parameter && parameters.TrueForAll(known => known.Key != parameter.Key))
            {
                parameters.Add(parameter with { Line = block.Line });
            }
            else if (text.Length > 0)
            {
                notes.Add(NoteText.Note(NoteKind.Note, null, text, block.Line));
            }
        }

        return new LogEntry(title) { Title = title, Group = group, Status = RunStatus.Planned, Stage = TrainingText.AblationStage, Params = parameters, Notes = notes, Line = item.Line };
    }

    /// <summary>Whether an entry is a planned ablation of which nothing is lost in this form; another is written as an experiment.</summary>
    public static bool Fits(LogEntry entry)
    {
        if (entry is not { Stage: TrainingText.AblationStage, Status: RunStatus.Planned, Title.Length: > 0, Name: null, Date: null, Command: null, Experiment: null, Phase: null, Priority: null, Config: null, Reason: null, Result: null, Conclusion: null, Error: null, Caveat: null, SupersededBy: null, SupersededWhy: null, Source: null, Workstream: null }
            || entry.Metrics.Count + entry.Outputs.Count + entry.Inputs.Count > 0)
            return false;
        var text = new StringBuilder();
        Write(text, 1, entry);
        return BlockReader.Read(text.ToString()) is { Sections.Count: 0, Blocks: [ListItem item] } && Read(item, entry.Group) is { } read && read.Title == entry.Title
            && read.Params.Select(param => (param.Key, param.Json)).SequenceEqual(entry.Params.Select(param => (param.Key, param.Json)))
            && read.Notes.Select(note => (note.Kind, note.Section, note.Text, note.State)).SequenceEqual(entry.Notes.Select(note => (note.Kind, note.Section, note.Text, note.State)));
    }

    public static void Write(StringBuilder text, int number, LogEntry entry)
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"{number}. ");
        var indent = new string(' ', marker.Length);
        text.Append(marker).Append("**").Append(entry.Title).Append("**\n");
        foreach (var parameter in entry.Params)
            text.Append(indent).Append("- Test").Append(parameter.Key == LogKey.Of(entry.Title!) ? "" : " " + parameter.Key).Append(": ").Append(ConfigValue.WriteList(parameter.Json)).Append('\n');
        foreach (var note in entry.Notes)
            NoteText.WriteItem(text, indent, "- ", (note.Kind == NoteKind.Prediction ? Expected : "") + NoteText.Marked(note));
        text.Append('\n');
    }

    private static LogParam? Parameter(string text, string title)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (text.Contains('\n', StringComparison.Ordinal) || colon < 4 || !(text.StartsWith("Test ", StringComparison.Ordinal) || text.StartsWith("Test:", StringComparison.Ordinal)))
            return null;
        var key = text[4..colon].Trim() is { Length: > 0 } label ? label : LogKey.Of(title);
        return key.Length == 0 ? null : new LogParam(key, ConfigValue.ReadList(text[(colon + 2)..]));
    }
}
