namespace Assay.Notebook;

/// <summary>Writes pieces of Markdown.</summary>
internal static class Markdown
{
    /// <summary>A table; ragged rows are not accepted.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="header">Column titles.</param>
    /// <param name="rows">Cells; escaped here.</param>
    public static void Table(StringBuilder text, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(text, header);
        Row(text, [.. header.Select(title => new string('-', Math.Max(title.Length, 3)))]);
        foreach (var row in rows)
            Row(text, row);
        text.Append('\n');
    }

    /// <summary>Text that stays a paragraph: what begins like a heading is indented.</summary>
    /// <param name="text">A paragraph.</param>
    /// <returns>Text that reads back as it.</returns>
    public static string Paragraph(string text) => text.StartsWith('#') ? "    " + text : text;

    /// <summary>Text that stays in its table cell: "|" is escaped, line ends become spaces.</summary>
    /// <param name="cell">Any text.</param>
    /// <returns>One line.</returns>
    public static string Cell(string cell) => cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Text as code, fenced by more backticks than it holds in a row.</summary>
    /// <param name="code">Any text of one line.</param>
    /// <returns>A code span.</returns>
    public static string Code(string code)
    {
        var longest = 0;
        for (int i = 0, run = 0; i < code.Length; i++)
            longest = Math.Max(longest, run = code[i] == '`' ? run + 1 : 0);
        var fence = new string('`', longest + 1);
        return longest == 0 ? fence + code + fence : $"{fence} {code} {fence}";
    }

    /// <summary>A number as logs show it: at most four significant digits, whole numbers whole.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>E.g. <c>0.7725</c>, <c>12480</c>, <c>1.2E-05</c>.</returns>
    public static string Number(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : Math.Abs(value) is >= 1000 and < 1e15 ? value.ToString("0.#", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
}
