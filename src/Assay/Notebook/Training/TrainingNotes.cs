using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Notes of a training log: their texts, and the headings they stand under.</summary>
internal static class TrainingNotes
{
    // Text that people wrote settles after one pass or two; what never settles becomes one line.
    private const int Passes = 6;

    /// <summary>Notes of blocks; what the writer says of empty parts is none.</summary>
    public static IEnumerable<LogNote> Read(NoteKind kind, string? section, IEnumerable<Block> blocks) =>
        blocks.Select(block => (block.Line, Text: Text(block)))
            .Where(block => block.Text.Length > 0 && !TrainingText.IsWriters(block.Text))
            .Select(block => NoteText.Note(kind, section, block.Text, block.Line));

    /// <summary>The settled text of a block.</summary>
    public static string Text(Block block) => Settle(block is ListItem item ? NoteText.Of(item) : block.ToMarkdown());

    /// <summary>Kind and section of the notes under a heading.</summary>
    public static (NoteKind Kind, string? Section) Place(string? heading)
    {
        if (string.IsNullOrEmpty(heading))
            return (NoteKind.Note, null);
        var last = heading.LastIndexOf(" / ", StringComparison.Ordinal);
        if (TrainingText.IsKind(last < 0 ? heading : heading[(last + 3)..], out var kind))
            return (kind, last < 0 ? null : heading[..last]);
        return (NoteKind.Note, heading);
    }

    /// <summary>The heading that <see cref="Place"/> reads back.</summary>
    public static string Heading(LogNote note)
    {
        if (note.Section is null)
            return TrainingText.Heading(note.Kind);
        return note.Kind == NoteKind.Note && Place(note.Section) == (NoteKind.Note, note.Section) ? note.Section : $"{note.Section} / {TrainingText.Heading(note.Kind)}";
    }

    /// <summary>A heading below another; those without a text add nothing.</summary>
    public static string? Join(string? path, string title) => title.Length == 0 ? path : path is null ? title : path + " / " + title;

    /// <summary>A text in the form in which it is read again after it was written as an item.</summary>
    public static string Settle(string text)
    {
        text = text.Trim('\n');
        // Most texts are one line that begins with a word: an item of it is read as it is.
        if (text.Length > 0 && char.IsAsciiLetter(text[0]) && !char.IsWhiteSpace(text[^1]) && text.AsSpan().IndexOfAny('\n', '\r') < 0)
            return text;
        for (var pass = 0; pass < Passes; pass++)
        {
            var again = Again(text);
            if (again == text)
                return text;
            if (again is null)
                break;
            text = again;
        }

        return string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Again(string text)
    {
        var written = new StringBuilder();
        NoteText.WriteItem(written, "", "- ", text);
        return BlockReader.Read(written.ToString()) is { Sections.Count: 0, Blocks: [ListItem { Number: null } item] } ? NoteText.Of(item) : null;
    }
}
