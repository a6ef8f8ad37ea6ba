using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>Free text as list items and as labelled fields, and back: what one direction writes, the other reads as the same text.</summary>
internal static class NoteText
{
    // Text that people wrote settles after one pass; what never settles is kept as it is.
    private const int Passes = 4;
    private static readonly string[] DoneMarks = ["[x] ", "[X] "];
    private static readonly string[] StepMarks = [.. DoneMarks, "✅", "done:", "Done:", "DONE:"];

    /// <summary>The text of an item with everything under it.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Markdown without marker and indentation.</returns>
    public static string Of(ListItem item)
    {
        if (item.Children.Count == 0 && !item.Text.Contains('\n', StringComparison.Ordinal))
            return item.Text.TrimEnd();
        var lines = (item with { Number = null }).ToMarkdown().Split('\n');
        return string.Join('\n', lines.Select((line, i) => i == 0 || line.StartsWith("  ", StringComparison.Ordinal) ? line[Math.Min(2, line.Length)..] : line)).Trim('\n');
    }

    /// <summary>The text of a field: what stands behind its label, and what is indented under it.</summary>
    /// <param name="value">Behind the label.</param>
    /// <param name="children">Under it.</param>
    /// <returns>Markdown that a written field reads back as.</returns>
    public static string Of(string value, IEnumerable<Block> children) => Settle(value.Length == 0 ? Block.ToMarkdown(children) : Of(new ListItem(0, value, null, [.. children])));

    /// <summary>The text in the form it has after writing and reading.</summary>
    /// <param name="text">Any Markdown.</param>
    /// <returns>The form that stays.</returns>
    public static string Settle(string text)
    {
        if (IsPlainList(text))
            return text;
        for (var pass = 0; pass < Passes && (text.Contains('\n', StringComparison.Ordinal) || StartsBlock(text, listsToo: true)); pass++)
        {
            var written = new StringBuilder();
            WriteField(written, "", "x", text);
            var read = BlockReader.Read(written.ToString());
            if (read.Sections.Count > 0 || read.Blocks is not [ListItem item] || !Inline.TryField(item.Text, out _, out var value))
                return text;
            var again = value.Length == 0 ? Block.ToMarkdown(item.Children) : Of(new ListItem(0, value, null, item.Children));
            if (again == text)
                return text;
            text = again;
        }

        return text;
    }

    /// <summary>Writes a text as a list item.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="indent">Blanks before the marker.</param>
    /// <param name="marker">E.g. <c>- </c>.</param>
    /// <param name="content">The item's text.</param>
    public static void WriteItem(StringBuilder text, string indent, string marker, string content)
    {
        if (StartsBlock(content, listsToo: false))
        {
            text.Append(indent).Append(marker.TrimEnd()).Append('\n');
            Lines(text, indent + new string(' ', marker.Length), content.Split('\n'));
            return;
        }

        var lines = content.Split('\n');
        text.Append(indent).Append(marker).Append(lines[0]).Append('\n');
        Lines(text, indent + new string(' ', marker.Length), lines[1..]);
    }

    /// <summary>Writes a text as a labelled item: behind the label, or under it when it begins with a list or code.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="indent">Blanks before the marker.</param>
    /// <param name="label">The label as it is shown, without its colon.</param>
    /// <param name="content">The field's text.</param>
    /// <param name="isBold">Whether label and colon are bold.</param>
    public static void WriteField(StringBuilder text, string indent, string label, string content, bool isBold = false)
    {
        text.Append(indent).Append("- ").Append(isBold ? $"**{label}:**" : label + ":");
        var lines = content.Split('\n');
        if (StartsBlock(content, listsToo: true))
        {
            text.Append('\n');
            Lines(text, indent + "  ", lines);
            return;
        }

        if (lines[0].Length > 0)
            text.Append(' ').Append(lines[0]);
        text.Append('\n');
        Lines(text, indent + "  ", lines[1..]);
    }

    /// <summary>Whether a note is settled, by the marks in front of it.</summary>
    /// <param name="text">The text with its marks.</param>
    /// <param name="kind">Its kind; only of next steps is a tick or "done:" taken for one.</param>
    /// <param name="content">The text without the mark.</param>
    /// <returns>Its state.</returns>
    public static NoteState State(string text, NoteKind kind, out string content)
    {
        content = text;
        if (text.Length > 4 && text.StartsWith("~~", StringComparison.Ordinal) && text.EndsWith("~~", StringComparison.Ordinal) && text[2..^2].Trim() is { Length: > 0 } dropped)
        {
            content = dropped;
            return NoteState.Dropped;
        }

        if (text.StartsWith("[ ] ", StringComparison.Ordinal) && kind == NoteKind.NextStep && text[4..].Trim() is { Length: > 0 } open)
            content = open;
        foreach (var mark in kind == NoteKind.NextStep ? StepMarks : DoneMarks)
        {
            if (text.StartsWith(mark, StringComparison.Ordinal) && text[mark.Length..].Trim() is { Length: > 0 } done)
            {
                content = done;
                return NoteState.Done;
            }
        }

        return NoteState.Open;
    }

    /// <summary>A note's text with the mark of its state.</summary>
    /// <param name="note">The note.</param>
    /// <returns>Text that <see cref="State"/> reads back.</returns>
    public static string Marked(LogNote note) => note.State switch
    {
        NoteState.Done => "[x] " + note.Text,
        NoteState.Dropped => "~~" + note.Text + "~~",
        _ => note.Text,
    };

    /// <summary>A note of a kind with its state read.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="section">Where it stands.</param>
    /// <param name="text">Its text with marks.</param>
    /// <param name="line">Its line.</param>
    /// <returns>The note.</returns>
    public static LogNote Note(NoteKind kind, string? section, string text, int line)
    {
        var state = State(text, kind, out var content);
        // A heading without words is none.
        return new LogNote(kind, content) { Section = string.IsNullOrEmpty(section) ? null : section, State = state, Line = line };
    }

    /// <summary>Notes from blocks: an item is a note, so is any other block.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="section">Where they stand.</param>
    /// <param name="blocks">The blocks.</param>
    /// <returns>The notes, in order.</returns>
    public static IEnumerable<LogNote> Notes(NoteKind kind, string? section, IEnumerable<Block> blocks) =>
        blocks.Select(block => (block.Line, Text: Settle(block is ListItem item ? Of(item) : block.ToMarkdown())))
            .Where(block => block.Text.Length > 0)
            .Select(block => Note(kind, section, block.Text, block.Line));

    /// <summary>The first line of a text.</summary>
    public static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? text[..end] : text;

    private static bool StartsBlock(string content, bool listsToo)
    {
        var end = content.IndexOf('\n', StringComparison.Ordinal);
        // Almost every text begins with a word, be it bold or code, and that begins a block only in a table.
        if (IsWord(content.AsSpan().TrimStart("*`")) && !content.StartsWith("```", StringComparison.Ordinal) && !content.AsSpan(0, end < 0 ? content.Length : end).Contains('|'))
            return false;
        return BlockReader.Read(end < 0 ? content : content[..Math.Min(content.Length, end + 200)]).Blocks is [var first, ..] && (first is CodeBlock or TableBlock || (listsToo && first is ListItem));
    }

    // A list of single words and sentences stays what it is; most results are one.
    private static bool IsPlainList(string text)
    {
        if (text.Contains('|', StringComparison.Ordinal) || text.Contains('\r', StringComparison.Ordinal))
            return false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith("- ", StringComparison.Ordinal) || !IsWord(line[2..]) || char.IsWhiteSpace(line[^1]))
                return false;
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> text) => text.Length > 0 && char.IsAsciiLetter(text[0]);

    private static void Lines(StringBuilder text, string indent, IReadOnlyList<string> lines)
    {
        // Deep enough that a line that begins with "#" is no heading.
        var deep = lines.Any(line => line.TrimStart().StartsWith('#')) && indent.Length < 4 ? "    " : indent;
        foreach (var line in lines)
            text.Append(line.Length == 0 ? "" : deep).Append(line).Append('\n');
    }
}
