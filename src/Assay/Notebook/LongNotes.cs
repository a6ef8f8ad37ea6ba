namespace Assay.Notebook;

/// <summary>Parts notes that are longer than the store takes into several, at a blank where there is one; no character of a word is lost.</summary>
internal static class LongNotes
{
    private const int Longest = 500_000;

    /// <summary>The book with its long notes parted.</summary>
    public static LogBook Part(LogBook book) => book with
    {
        Notes = Part(book.Notes),
        Phases = [.. book.Phases.Select(phase => Fits(phase.Notes) ? phase : phase with { Notes = Part(phase.Notes) })],
        Entries = [.. book.Entries.Select(entry => Fits(entry.Notes) ? entry : entry with { Notes = Part(entry.Notes) })],
        Workstreams =
        [
            .. book.Workstreams.Select(stream => stream with
            {
                Notes = Part(stream.Notes),
                Periods = [.. stream.Periods.Select(period => period with { Notes = Part(period.Notes), History = Part(period.History) })],
            }),
        ],
    };

    private static bool Fits(IReadOnlyList<LogNote> notes)
    {
        foreach (var note in notes)
        {
            if (note.Text.Length > Longest)
                return false;
        }

        return true;
    }

    private static IReadOnlyList<LogNote> Part(IReadOnlyList<LogNote> notes) => Fits(notes) ? notes : [.. notes.SelectMany(Part)];

    private static IEnumerable<LogNote> Part(LogNote note)
    {
        for (var start = 0; start < note.Text.Length;)
        {
            var end = Math.Min(start + Longest, note.Text.Length);
            if (end < note.Text.Length && note.Text.AsSpan(start, end - start).LastIndexOfAny(' ', '\n') is > 0 and var blank)
                end = start + blank;
            // A character of two halves stays whole.
            if (end < note.Text.Length && char.IsLowSurrogate(note.Text[end]))
                end--;
            var text = note.Text[start..end].Trim();
            if (text.Length > 0)
                yield return note with { Text = text };
            start = end;
        }
    }
}
