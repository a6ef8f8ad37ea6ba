using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>
/// The notes of the book after its entries: those of a kind under a heading of the kind, e.g. <c>## Decisions (scope)</c>; plain ones under
/// <c>## Notes</c>, their section one level below, where no heading means anything else.
/// </summary>
internal static class BookNotes
{
    /// <summary>The heading of plain notes.</summary>
    public const string Heading = "Notes";

    /// <summary>Whether a heading begins notes of the book.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="section">Their section.</param>
    /// <returns>Whether it does.</returns>
    public static bool Begins(string title, out NoteKind kind, out string? section) => EntryLabels.TryKind(EntryLabels.Split(Inline.WithoutMarks(title), out section), out kind);

    /// <summary>The notes that stand directly under such a heading.</summary>
    /// <param name="section">The heading.</param>
    /// <param name="kind">Kind of the notes.</param>
    /// <param name="of">The section the notes are of.</param>
    /// <returns>The notes, in order.</returns>
    public static IEnumerable<LogNote> Read(LogSection section, NoteKind kind, string? of) => NoteText.Notes(kind, of, section.Blocks);

    /// <summary>A section below another.</summary>
    /// <param name="section">The outer one; null for none.</param>
    /// <param name="title">The inner one; a heading without words adds nothing.</param>
    /// <returns>Both, joined.</returns>
    public static string? Join(string? section, string title) => title.Length == 0 ? section : string.IsNullOrEmpty(section) ? title : $"{section} / {title}";

    /// <summary>Writes notes of the book.</summary>
    /// <param name="text">Where they are written.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="nextSteps">What the format calls next steps; they are numbered.</param>
    /// <param name="computed">Next steps that follow from the entries; they stand before people's own.</param>
    public static void Write(StringBuilder text, IReadOnlyList<LogNote> notes, string nextSteps, IReadOnlyList<string> computed)
    {
        var inNotes = false;
        if (computed.Count > 0 && !notes.Any(IsNext))
        {
            text.Append("## ").Append(nextSteps).Append("\n\n");
            Number(text, computed);
            text.Append('\n');
        }

        foreach (var group in NoteGroup.Of(notes))
        {
            var isPlain = group.Kind == NoteKind.Note;
            if (!isPlain)
                text.Append("## ").Append(group.Kind == NoteKind.NextStep ? nextSteps : EntryLabels.Of(group.Kind)).Append(group.Section is null ? "" : $" ({group.Section})").Append("\n\n");
            else if (!inNotes || group.Section is null)
                text.Append("## ").Append(Heading).Append("\n\n");
            if (isPlain && group.Section is not null)
                text.Append("### ").Append(group.Section).Append("\n\n");
            if (IsNext(group.Notes[0]))
            {
                Number(text, computed);
                group.Write(text, "", computed.Count + 1);
                computed = [];
            }
            else
            {
                group.Write(text, "", group.Kind == NoteKind.NextStep ? 1 : null);
            }

            text.Append('\n');
            inNotes = isPlain;
        }
    }

    private static bool IsNext(LogNote note) => note is { Kind: NoteKind.NextStep, Section: null };

    private static void Number(StringBuilder text, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {lines[i]}\n");
    }
}
