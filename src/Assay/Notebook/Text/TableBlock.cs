namespace Assay.Notebook.Text;

/// <summary>A table with pipes.</summary>
/// <param name="Line">Line of its header, from 1.</param>
/// <param name="Header">Column titles.</param>
/// <param name="Rows">Its rows; ragged ones stay ragged.</param>
public sealed record TableBlock(int Line, IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows) : Block(Line)
{
    internal override void Write(StringBuilder text, string indent)
    {
        Row(text, indent, Header);
        Row(text, indent, [.. Header.Select(title => new string('-', Math.Max(title.Length, 3)))]);
        foreach (var row in Rows)
            Row(text, indent, row.Cells);
    }

    private static void Row(StringBuilder text, string indent, IReadOnlyList<string> cells) =>
        text.Append(indent).Append("| ").AppendJoin(" | ", cells.Select(Markdown.Cell)).Append(" |\n");
}
