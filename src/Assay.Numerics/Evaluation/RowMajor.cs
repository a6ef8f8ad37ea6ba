namespace Assay.Evaluation;

/// <summary>A table of numbers that lies row after row in memory: one row a sample, one column a label or class.</summary>
/// <typeparam name="T">What a cell holds.</typeparam>
public readonly record struct RowMajor<T>
{
    /// <summary>Gives values a shape.</summary>
    /// <param name="values">Row after row, length rows × columns; not copied.</param>
    /// <param name="rows">Samples, 0 or more.</param>
    /// <param name="columns">Labels or classes, at least 1.</param>
    /// <exception cref="ArgumentException">The shape and the length differ.</exception>
    public RowMajor(ReadOnlyMemory<T> values, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if ((long)rows * columns != values.Length)
            throw new ArgumentException($"A table of {rows} rows and {columns} columns has {(long)rows * columns} values; there are {values.Length}.", nameof(values));
        (Values, Rows, Columns) = (values, rows, columns);
    }

    /// <summary>The values, row after row.</summary>
    public ReadOnlyMemory<T> Values { get; }

    /// <summary>Samples.</summary>
    public int Rows { get; }

    /// <summary>Labels or classes.</summary>
    public int Columns { get; }

    /// <summary>One sample's values.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <returns>Length <see cref="Columns"/>.</returns>
    public ReadOnlySpan<T> Row(int row) => Values.Span.Slice(row * Columns, Columns);
}
