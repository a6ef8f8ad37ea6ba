using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Actions;

/// <summary>The plan map: phases as bold items, what belongs to each below it.</summary>
internal static partial class PlanMap
{
    private static readonly string[] Own = ["Goal", "Status"];

    /// <summary>Reads an item of the map.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The phase; null when it is none.</returns>
    public static LogPhase? Read(ListItem item)
    {
        var isBold = item.Text.StartsWith("**", StringComparison.Ordinal);
        var text = Inline.Plain(item.Text);
        // Below a heading of these words stand notes or other parts of the log, never a phase's actions.
        if (BookNotes.Begins(text, out _, out _) || ActionsText.IsPart(text))
            return null;
        if (text.Length == 0 || text.Contains('\n', StringComparison.Ordinal) || !(isBold || text.StartsWith("Phase ", StringComparison.OrdinalIgnoreCase)))
            return null;
        var phase = Heading(text) with { Line = item.Line };
        var items = new List<LogItem>();
        var notes = new List<LogNote>();
        foreach (var child in item.Children)
        {
            if (child is not ListItem line || !Inline.TryField(line.Text, out var label, out var value))
                notes.AddRange(NoteText.Notes(NoteKind.Note, null, [child]));
            else if (Item().Match(label) is { Success: true } match && !value.Contains('\n', StringComparison.Ordinal))
                items.Add(ReadItem(match.Groups["id"].Value, value, line, notes));
            else if (label == "Goal" && phase.Goal is null && value.Length > 0)
                phase = phase with { Goal = NoteText.Of(value, line.Children) };
            else if (label == "Status" && phase.Status is null && value.Length > 0)
                phase = phase with { Status = NoteText.Of(value, line.Children) };
            else if (EntryLabels.Notes(label) is var (kind, section))
                notes.Add(NoteText.Note(kind, section, NoteText.Of(value, line.Children) is { Length: > 0 } note ? note : label + ":", line.Line));
        }

        return phase with { Items = items, Notes = notes };
    }

    /// <summary>Id and title of a phase's heading.</summary>
    /// <param name="text">E.g. <c>Phase 0 — Setup</c>.</param>
    /// <returns>The phase with nothing else.</returns>
    public static LogPhase Heading(string text)
    {
        var match = Separator().Match(text);
        return match.Success && match.Index > 0 && text[(match.Index + match.Length)..].Trim() is { Length: > 0 } title
            ? new LogPhase(text[..match.Index].Trim()) { Title = title }
            : new LogPhase(text.Trim());
    }

    /// <summary>A phase's heading.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>Text that <see cref="Heading(string)"/> reads back.</returns>
    public static string Heading(LogPhase phase) => phase.Title is null ? phase.Id : $"{phase.Id} — {phase.Title}";

    /// <summary>Writes the map.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="phases">The phases.</param>
    public static void Write(StringBuilder text, IReadOnlyList<LogPhase> phases)
    {
        foreach (var phase in phases)
        {
            text.Append("- **").Append(Heading(phase)).Append("**\n");
            if (phase.Goal is { } goal)
                NoteText.WriteField(text, "  ", "Goal", goal);
            foreach (var item in phase.Items)
            {
                NoteText.WriteField(text, "  ", "Item " + item.Id, item.Title ?? "");
                if (item.Status is { } status)
                    NoteText.WriteField(text, "    ", "Status", status);
            }

            foreach (var note in phase.Notes)
            {
                var label = note.Section is null ? note.Kind == NoteKind.Note ? "Note" : EntryLabels.Of(note.Kind) : EntryLabels.Of(note.Kind, note.Section);
                if (note.Section is { } section && (Own.Contains(section) || Item().IsMatch(section)))
                    label = $"Notes ({section})";
                if (EntryLabels.IsLabel(label))
                    NoteText.WriteField(text, "  ", label, NoteText.Marked(note));
                else
                    NoteText.WriteItem(text, "  ", "- ", NoteText.Marked(note));
            }

            if (phase.Status is { } stands)
                NoteText.WriteField(text, "  ", "Status", stands);
        }

        if (phases.Count > 0)
            text.Append('\n');
    }

    private static LogItem ReadItem(string id, string value, ListItem line, List<LogNote> notes)
    {
        string? status = null;
        foreach (var child in line.Children)
        {
            if (status is null && child is ListItem item && Inline.TryField(item.Text, out var label, out var words) && label == "Status" && words.Length > 0)
                status = NoteText.Of(words, item.Children);
            else
                notes.AddRange(NoteText.Notes(NoteKind.Note, "On item " + id, [child]));
        }

        // A title's full stop belongs to the map, not to the title.
        var title = value.EndsWith('.') && !value.EndsWith("..", StringComparison.Ordinal) ? value[..^1] : value;
        return new LogItem(id, title.Length == 0 ? null : title, status);
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\s+[—–-]\s+|:\s+", System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Separator();

    [System.Text.RegularExpressions.GeneratedRegex(@"^Item (?<id>[^\s:]+)$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.IgnoreCase, 1000)]
    private static partial System.Text.RegularExpressions.Regex Item();
}
