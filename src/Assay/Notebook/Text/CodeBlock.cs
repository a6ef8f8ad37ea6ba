namespace Assay.Notebook.Text;

/// <summary>Fenced code.</summary>
/// <param name="Line">Line of the opening fence, from 1; the content begins on the next.</param>
/// <param name="Language">Word after the fence; empty for none.</param>
/// <param name="Text">The content, lines joined by "\n".</param>
public sealed record CodeBlock(int Line, string Language, string Text) : Block(Line)
{
    internal override void Write(StringBuilder text, string indent)
    {
        var longest = 0;
        for (int i = 0, run = 0; i < Text.Length; i++)
            longest = Math.Max(longest, run = Text[i] == '`' ? run + 1 : 0);
        var fence = new string('`', Math.Max(3, longest + 1));
        text.Append(indent).Append(fence).Append(Language).Append('\n');
        if (Text.Length > 0)
            Lines(text, indent, Text);
        text.Append(indent).Append(fence).Append('\n');
    }
}
