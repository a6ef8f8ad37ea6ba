using System.Collections;

namespace Assay.Notebook.Text;

/// <summary>
/// The blocks under a heading of a long text, read when they are asked for: then whoever reads a heading's blocks once and gives them up
/// leaves nothing behind. Safe for concurrent use.
/// </summary>
/// <param name="text">The whole text.</param>
/// <param name="start">Where it goes on behind the heading's line.</param>
/// <param name="length">Up to the next heading.</param>
/// <param name="read">Reads the blocks; gives equal ones each time.</param>
internal sealed class SectionBlocks(string text, int start, int length, Func<IReadOnlyList<Block>> read) : IReadOnlyList<Block>
{
    private IReadOnlyList<Block>? _blocks;

    /// <inheritdoc/>
    public int Count => Blocks.Count;

    private IReadOnlyList<Block> Blocks => _blocks ??= read();

    /// <inheritdoc/>
    public Block this[int index] => Blocks[index];

    /// <summary>Whether a text stands in the lines the blocks are made of; upper and lower case do not matter.</summary>
    /// <param name="word">The text.</param>
    public bool Mentions(string word) => text.AsSpan(start, length).Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives up what was read; asked again, it is read again.</summary>
    public void GiveUp() => _blocks = null;

    /// <inheritdoc/>
    public IEnumerator<Block> GetEnumerator() => Blocks.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
