namespace Assay.Notebook.Text;

/// <summary>A heading with what stands under it.</summary>
/// <param name="Title">The heading's text without its marks; empty for the document's root.</param>
/// <param name="Level">1 for "#" to 6; 0 for the root.</param>
/// <param name="Line">Line of the heading, from 1; 0 for the root.</param>
/// <param name="Blocks">What stands before the first deeper heading; horizontal rules are left out.</param>
/// <param name="Sections">The deeper headings, in order.</param>
public sealed record LogSection(string Title, int Level, int Line, IReadOnlyList<Block> Blocks, IReadOnlyList<LogSection> Sections)
{
    /// <summary>This section and all below it, in the order of the file.</summary>
    /// <returns>The sections.</returns>
    public IEnumerable<LogSection> DescendantsAndSelf()
    {
        yield return this;
        foreach (var section in Sections.SelectMany(section => section.DescendantsAndSelf()))
            yield return section;
    }

    /// <summary>Whether its own blocks may mention something; a long text is searched before its blocks are read.</summary>
    /// <param name="word">What; upper and lower case do not matter.</param>
    /// <returns>False when they certainly do not.</returns>
    internal bool MayMention(string word) => Blocks is not SectionBlocks blocks || blocks.Mentions(word);

    /// <summary>Says that its own blocks have been read and are most likely not asked for again.</summary>
    internal void GiveUpBlocks() => (Blocks as SectionBlocks)?.GiveUp();

    /// <summary>Everything under the heading as Markdown, deeper headings included.</summary>
    /// <returns>The text.</returns>
    public string BodyToMarkdown()
    {
        var text = new StringBuilder();
        Block.WriteAll(text, "", Blocks);
        foreach (var section in Sections)
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append('#', section.Level).Append(' ').Append(section.Title).Append("\n\n");
            var body = section.BodyToMarkdown();
            if (body.Length > 0)
                text.Append(body).Append('\n');
        }

        return text.ToString().Trim('\n');
    }
}
