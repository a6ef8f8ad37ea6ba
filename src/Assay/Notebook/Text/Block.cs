namespace Assay.Notebook.Text;

/// <summary>A piece of Markdown that is not a heading.</summary>
/// <param name="Line">Its first line, from 1.</param>
public abstract record Block(int Line)
{
    /// <summary>The block as Markdown, lines joined by "\n", not ended by one.</summary>
    /// <returns>Text that reads back as the same block.</returns>
    public string ToMarkdown()
    {
        if (this is Paragraph paragraph)
            return paragraph.Text.TrimEnd('\n');
        var text = new StringBuilder();
        Write(text, "");
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Several blocks as Markdown, an empty line between those that need one.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <returns>The text.</returns>
    public static string ToMarkdown(IEnumerable<Block> blocks)
    {
        if (blocks is IReadOnlyList<Block> { Count: 1 } alone)
            return alone[0].ToMarkdown();
        var text = new StringBuilder();
        WriteAll(text, "", blocks);
        return text.ToString().TrimEnd('\n');
    }

    internal static void WriteAll(StringBuilder text, string indent, IEnumerable<Block> blocks)
    {
        Block? before = null;
        foreach (var block in blocks)
        {
            if (before is not null && !(before is ListItem && block is ListItem))
                text.Append('\n');
            block.Write(text, indent);
            before = block;
        }
    }

    internal abstract void Write(StringBuilder text, string indent);

    internal static void Lines(StringBuilder text, string indent, string lines)
    {
        foreach (var line in lines.Split('\n'))
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
    }
}
