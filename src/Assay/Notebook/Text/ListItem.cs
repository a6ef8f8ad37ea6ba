namespace Assay.Notebook.Text;

/// <summary>An item of a list.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Text">Its own text without the marker, lines joined by "\n"; may be empty.</param>
/// <param name="Number">Its number; null for a bullet.</param>
/// <param name="Children">What is indented under it.</param>
public sealed record ListItem(int Line, string Text, long? Number, IReadOnlyList<Block> Children) : Block(Line)
{
    internal override void Write(StringBuilder text, string indent)
    {
        var marker = Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ";
        var inner = indent + new string(' ', marker.Length);
        var lines = Text.Split('\n');
        text.Append(indent).Append((marker + lines[0]).TrimEnd()).Append('\n');
        foreach (var line in lines.Skip(1))
            text.Append(inner).Append(line).Append('\n');
        Block? before = null;
        foreach (var child in Children)
        {
            if (before is not null ? !(before is ListItem && child is ListItem) : child is Paragraph or TableBlock)
                text.Append('\n');
            child.Write(text, inner);
            before = child;
        }
    }
}
