namespace Assay.Cli.Rendering;

/// <summary>A table that fits the screen: long columns are shortened with "…", then the least important ones are left out.</summary>
internal sealed class Table
{
    private const int Gap = 2;
    private readonly List<Column> _columns;
    private readonly List<Cell[]> _rows = [];

    /// <summary>A table with these columns.</summary>
    /// <param name="columns">The columns from left to right.</param>
    public Table(IEnumerable<Column> columns) => _columns = [.. columns];

    /// <summary>Number of rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One cell a column.</param>
    public void Add(params IEnumerable<Cell> cells)
    {
        Cell[] row = [.. cells.Select(cell => cell with { Text = SafeText.Of(cell.Text) })];
        System.Diagnostics.Debug.Assert(row.Length == _columns.Count, "A row has one cell a column.");
        _rows.Add(row);
    }

    /// <summary>Prints the table.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="indent">Blanks before every line.</param>
    /// <returns>Headers of the columns that did not fit.</returns>
    public IReadOnlyList<string> Print(Screen screen, int indent = 0)
    {
        var natural = new int[_columns.Count];
        for (var i = 0; i < natural.Length; i++)
            natural[i] = _rows.Select(row => TextWidth.Of(row[i].Text)).Append(TextWidth.Of(SafeText.Of(_columns[i].Header))).Max();
        var (shown, widths) = Fit(natural, screen.Width - indent);

        PrintRow([.. _columns.Select(column => new Cell(SafeText.Of(column.Header), Ink.Dim))]);
        foreach (var row in _rows)
            PrintRow(row);
        return [.. Enumerable.Range(0, _columns.Count).Except(shown).Select(i => _columns[i].Header)];

        void PrintRow(Cell[] cells)
        {
            // Blanks are held back until a text follows: no line ends in them.
            var blanks = indent;
            foreach (var i in shown)
            {
                var text = TextWidth.Cut(cells[i].Text, widths[i]);
                var padding = widths[i] - TextWidth.Of(text);
                blanks += _columns[i].Right ? padding : 0;
                if (text.Length > 0)
                {
                    screen.Write(new string(' ', blanks)).Write(text, cells[i].Ink);
                    blanks = 0;
                }

                blanks += (_columns[i].Right ? 0 : padding) + Gap;
            }

            screen.Line();
        }
    }

    private (List<int> Shown, int[] Widths) Fit(int[] natural, int available)
    {
        List<int> shown = [.. Enumerable.Range(0, _columns.Count)];
        while (true)
        {
            int[] widths = [.. natural];
            Shrink(widths, i => Math.Min(natural[i], _columns[i].Shortest));
            if (Total(widths) <= available)
                return (shown, widths);
            var least = shown.Where(i => _columns[i].Rank > 0).OrderByDescending(i => _columns[i].Rank).ThenByDescending(i => i).Cast<int?>().FirstOrDefault();
            if (least is { } dropped)
            {
                shown.Remove(dropped);
                continue;
            }

            // Nothing more may be left out: everything becomes as narrow as it must.
            Shrink(widths, _ => 1);
            return (shown, widths);
        }

        int Total(int[] widths) => shown.Sum(i => widths[i]) + (Gap * (shown.Count - 1));

        // Takes from the widest column that may still give, down to the next widest, until the rest fits.
        void Shrink(int[] widths, Func<int, int> floor)
        {
            while (Total(widths) is var total && total > available)
            {
                var givers = shown.Where(i => widths[i] > floor(i)).ToArray();
                if (givers.Length == 0)
                    return;
                widths[givers.MaxBy(i => widths[i])]--;
            }
        }
    }

    /// <summary>A column.</summary>
    /// <param name="Header">What stands above it.</param>
    /// <param name="Right">Whether its texts stand at the right edge: numbers.</param>
    /// <param name="Shortest">Columns it may be shortened to; a large number keeps it whole.</param>
    /// <param name="Rank">0 is always shown; of the others the highest is left out first.</param>
    internal sealed record Column(string Header, bool Right = false, int Shortest = int.MaxValue, int Rank = 0);

    /// <summary>A cell.</summary>
    /// <param name="Text">Any text.</param>
    /// <param name="Ink">How it is painted.</param>
    internal readonly record struct Cell(string Text, Ink Ink = Ink.None)
    {
        /// <summary>A plain text is a cell.</summary>
        public static implicit operator Cell(string? text) => new(text ?? "");
    }
}
