namespace Assay.Evaluation;

/// <summary>What is worked out of one label's column.</summary>
/// <param name="label">The label, from 0.</param>
/// <param name="scores">Its scores, one a sample.</param>
/// <param name="labels">What is true, one a sample.</param>
/// <returns>The result.</returns>
public delegate TResult ColumnFunction<T, TResult>(int label, ReadOnlySpan<T> scores, BinaryLabels labels);

/// <summary>Works along the columns of a table of scores, several labels at once.</summary>
public static class LabelColumns
{
    /// <summary>Rows that are transposed together: their cells fit the second-level cache.</summary>
    private const int RowsTogether = 2048;

    /// <summary>Below this many cells, threads cost more than they bring.</summary>
    private const int FewCells = 1 << 14;

    /// <summary>Calls a function once for each label. The columns are first copied, so that each lies in one piece.</summary>
    /// <param name="scores">[samples, labels].</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="function">May run on several threads at once, each time for another label.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>The results in the labels' order.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the function refuses a column; then the first such label's refusal is thrown.</exception>
    public static TResult[] Map<T, TResult>(RowMajor<T> scores, LabelMatrix labels, ColumnFunction<T, TResult> function, int parallelism = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        Check.Aligned(scores, labels);
        var (rows, columns) = (scores.Rows, scores.Columns);
        var threads = scores.Values.Length < FewCells ? 1 : Check.Threads(parallelism);
        var (columnScores, columnLabels) = (new T[scores.Values.Length], new byte[scores.Values.Length]);
        Each((rows + RowsTogether - 1) / RowsTogether, threads, block =>
        {
            var (from, to) = (block * RowsTogether, Math.Min((block + 1) * RowsTogether, rows));
            for (var column = 0; column < columns; column++)
            {
                CopyColumn(scores.Values.Span, columnScores.AsSpan(column * rows, rows), column, columns, from, to);
                CopyColumn(labels.Values.Span, columnLabels.AsSpan(column * rows, rows), column, columns, from, to);
            }
        });

        var results = new TResult[columns];
        var refusals = new ArgumentException?[columns];
        Each(columns, threads, column =>
        {
            try
            {
                results[column] = function(column, columnScores.AsSpan(column * rows, rows), BinaryLabels.Trusted(columnLabels.AsSpan(column * rows, rows)));
            }
            catch (ArgumentException refusal)
            {
                refusals[column] = refusal;
            }
        });

        var first = Array.FindIndex(refusals, refusal => refusal is not null);
        return first < 0 ? results : throw new ArgumentException($"Label {first}: {refusals[first]!.Message}", refusals[first]);
    }

    private static void Each(int count, int threads, Action<int> body)
    {
        if (threads > 1 && count > 1)
        {
            Parallel.For(0, count, new() { MaxDegreeOfParallelism = threads }, body);
            return;
        }

        for (var i = 0; i < count; i++)
            body(i);
    }

    private static void CopyColumn<T>(ReadOnlySpan<T> table, Span<T> column, int number, int columns, int from, int to)
    {
        var at = (from * columns) + number;
        for (var row = from; row < to; row++, at += columns)
            column[row] = table[at];
    }
}
