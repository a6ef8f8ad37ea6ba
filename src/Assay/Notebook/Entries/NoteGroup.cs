using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>Notes one after the other that stand under one label.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Section">Their section.</param>
/// <param name="Notes">The notes; at least one.</param>
internal sealed record NoteGroup(NoteKind Kind, string? Section, IReadOnlyList<LogNote> Notes)
{
    /// <summary>Puts notes into groups without changing their order.</summary>
    /// <param name="notes">The notes.</param>
    /// <returns>The groups, in order.</returns>
    public static IEnumerable<NoteGroup> Of(IEnumerable<LogNote> notes)
    {
        var open = new List<LogNote>();
        foreach (var note in notes)
        {
            if (open.Count > 0 && (open[0].Kind, open[0].Section) != (note.Kind, note.Section))
            {
                yield return new NoteGroup(open[0].Kind, open[0].Section, open);
                open = [];
            }

            open.Add(note);
        }

        if (open.Count > 0)
            yield return new NoteGroup(open[0].Kind, open[0].Section, open);
    }

    /// <summary>Writes the notes as a list.</summary>
    /// <param name="text">Where they are written.</param>
    /// <param name="indent">Blanks before the markers.</param>
    /// <param name="number">Number of the first; null for bullets.</param>
    public void Write(StringBuilder text, string indent, int? number = null)
    {
        for (var i = 0; i < Notes.Count; i++)
            NoteText.WriteItem(text, indent, number is { } first ? string.Create(CultureInfo.InvariantCulture, $"{first + i}. ") : "- ", NoteText.Marked(Notes[i]));
    }
}
