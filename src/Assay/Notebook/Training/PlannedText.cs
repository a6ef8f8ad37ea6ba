using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>A planned ablation as a numbered item: its title, the values to test, what is expected.</summary>
internal static class PlannedText
{
    public static LogEntry Read(ListItem item, string group)
    {
        var lines = Inline.Plain(item.Text).Split('\n');
        var title = lines[0];
        var parameters = new List<LogParam>();
        var notes = new List<LogNote>();
        notes.AddRange(lines.Skip(1).Where(line => line.Length > 0).Select(line => new LogNote(NoteKind.Note, line) { Line = item.Line }));
        foreach (var block in item.Children)
        {
            var text = block is ListItem child ? NoteText.Of(child) : block.ToMarkdown();
            if (text.StartsWith("Expected: ", StringComparison.Ordinal))
            {
                notes.AddRange(NoteText.Notes(NoteKind.Prediction, null, [new ListItem(block.Line, text["Expected: ".Length..], null, [])]));
            }
            else if (!text.Contains('\n', StringComparison.Ordinal) && text.StartsWith("Test", StringComparison.Ordinal) && text.IndexOf(": ", StringComparison.Ordinal) is var colon and > 3
                && Key(text[4..colon].Trim(), title) is { Length: > 0 } key && parameters.All(parameter => parameter.Key != key))
            {
                parameters.Add(new LogParam(key, ConfigValue.ReadList(text[(colon + 2)..]), block.Line));
            }
            else
            {
                notes.AddRange(NoteText.Notes(NoteKind.Note, null, [block]));
            }
        }

        return new LogEntry(title) { Title = title, Group = group, Status = RunStatus.Planned, Stage = TrainingText.AblationStage, Params = parameters, Notes = notes, Line = item.Line };
    }

    public static void Write(StringBuilder text, int number, LogEntry entry)
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"{number}. ");
        var indent = new string(' ', marker.Length);
        var title = entry.Title ?? entry.Name ?? entry.Key;
        text.Append(marker).Append("**").Append(title).Append("**\n");
        foreach (var parameter in entry.Params)
            text.Append(indent).Append("- Test").Append(parameter.Key == LogKey.Of(title) ? "" : " " + parameter.Key).Append(": ").Append(ConfigValue.WriteList(parameter.Json)).Append('\n');
        foreach (var note in entry.Notes)
            NoteText.WriteItem(text, indent, "- ", (note.Kind == NoteKind.Prediction ? "Expected: " : "") + NoteText.Marked(note));
        text.Append('\n');
    }

    private static string Key(string label, string title) => label.Length == 0 ? LogKey.Of(title) : label;
}
