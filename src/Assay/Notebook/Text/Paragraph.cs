namespace Assay.Notebook.Text;

/// <summary>Lines of running text.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Text">The lines, joined by "\n", without outer blanks.</param>
public sealed record Paragraph(int Line, string Text) : Block(Line)
{
    internal override void Write(StringBuilder text, string indent) => Lines(text, indent, Text);
}
