using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Notes as items of a list and as headings, with their kind and state, and back.</summary>
internal static class NoteText
{
    private static readonly (NoteKind Kind, string Word)[] Words =
    [
        (NoteKind.Issue, "Issue"), (NoteKind.Prediction, "Prediction"), (NoteKind.Decision, "Decision"), (NoteKind.Insight, "Insight"), (NoteKind.Conclusion, "Conclusion"), (NoteKind.UserPriority, "User priority"),
    ];

    /// <summary>The section whose list or headings carry notes of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>One of <see cref="TrackerText.Sections"/>.</returns>
    public static string SectionOf(NoteKind kind) => kind switch
    {
        NoteKind.Finding or NoteKind.Decision or NoteKind.Insight or NoteKind.Conclusion => TrackerText.Findings,
        NoteKind.Observation or NoteKind.Issue or NoteKind.Prediction => TrackerText.Observations,
        NoteKind.NextStep or NoteKind.UserPriority => TrackerText.NextSteps,
        _ => TrackerText.Notes,
    };

    /// <summary>An item of a list.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="marker">Its marker.</param>
    /// <param name="note">The note.</param>
    public static void WriteItem(StringBuilder text, string marker, LogNote note)
    {
        var lines = Mark(note).Split('\n');
        // A table or fence does not begin on the line of a marker.
        var first = lines[0].TrimStart();
        var begins = first.StartsWith('|') || first.StartsWith("```", StringComparison.Ordinal) || first.StartsWith("~~~", StringComparison.Ordinal);
        text.Append(marker);
        if (!begins)
            text.Append(' ').Append(lines[0]);
        text.Append('\n');
        foreach (var line in begins ? lines : lines.AsEnumerable().Skip(1))
            text.Append(line.Length == 0 ? "" : "    ").Append(line).Append('\n');
        // A table goes on over every line that has a "|", the next item's too.
        if (lines[^1].Contains('|', StringComparison.Ordinal))
            text.Append('\n');
    }

    /// <summary>Reads an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="kind">The kind without a word for another one.</param>
    /// <returns>The note; null when it says nothing.</returns>
    public static LogNote? ReadItem(ListItem item, NoteKind kind)
    {
        var lines = (item with { Number = null }).ToMarkdown().Split('\n');
        var text = string.Join('\n', lines.Select((line, i) => i == 0 ? line.Length > 2 ? line[2..] : "" : line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line)).Trim('\n');
        return text.Length == 0 ? null : Unmark(text, kind, item.Line);
    }

    /// <summary>A note's text behind the word of its kind and the mark of its state.</summary>
    /// <param name="note">The note.</param>
    /// <returns>The text.</returns>
    public static string Mark(LogNote note)
    {
        var word = Array.Find(Words, known => known.Kind == note.Kind).Word;
        var text = note.Text.ReplaceLineEndings("\n").Trim('\n');
        text = word is null ? text : $"{word}: {text}";
        return note.State switch
        {
            NoteState.Done => "[x] " + text,
            // Struck through where that reads back, else in a word.
            NoteState.Dropped => IsStruck($"~~{text}~~") && text[0] != '~' && text.Trim() == text && !text.Contains('\n', StringComparison.Ordinal) ? $"~~{text}~~" : "[dropped] " + text,
            _ => text,
        };
    }

    /// <summary>Reads what <see cref="Mark"/> or a person wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">The kind without a word for another one.</param>
    /// <param name="line">Its line.</param>
    /// <returns>The note.</returns>
    public static LogNote Unmark(string text, NoteKind kind, int line)
    {
        var state = NoteState.Open;
        foreach (var (mark, means) in new[] { ("[x] ", NoteState.Done), ("[X] ", NoteState.Done), ("✅ ", NoteState.Done), ("[dropped] ", NoteState.Dropped), ("[ ] ", NoteState.Open) })
        {
            if (text.StartsWith(mark, StringComparison.Ordinal) && text[mark.Length..].Trim().Length > 0)
            {
                (text, state) = (text[mark.Length..].TrimStart(), means);
                break;
            }
        }

        if (IsStruck(text))
            (text, state) = (text[2..^2].Trim(), NoteState.Dropped);
        foreach (var (known, word) in Words)
        {
            if (SectionOf(known) == SectionOf(kind) && text.StartsWith(word + ": ", StringComparison.Ordinal) && text[(word.Length + 2)..].Trim().Length > 0)
                return new LogNote(known, text[(word.Length + 2)..].TrimStart()) { State = state, Line = line };
        }

        return new LogNote(kind, text) { State = state, Line = line };
    }

    private static bool IsStruck(string text) =>
        text.Length > 4 && text.StartsWith("~~", StringComparison.Ordinal) && text.IndexOf("~~", 2, StringComparison.Ordinal) == text.Length - 2 && text[2..^2].Trim().Length > 0;
}
