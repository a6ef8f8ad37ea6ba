using Assay.Foundation.Files;

namespace Assay.Foundation.Formats;

/// <summary>A table of numbers with named columns, as read from a CSV file.</summary>
public sealed class NumberTable
{
    /// <summary>The most bytes of a CSV file that are read unless another limit is given: 256 MiB.</summary>
    public const long DefaultLimit = 256L << 20;

    private readonly List<string> _columns;
    private readonly double[] _values;

    private NumberTable(List<string> columns, double[] values)
    {
        _columns = columns;
        _values = values;
    }

    /// <summary>The columns' names, from left to right; <c>0</c>, <c>1</c>, … without a header.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The number of rows.</summary>
    public int Rows => _values.Length / _columns.Count;

    /// <summary>The number in a row and a column; NaN where a field was empty.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_columns.Count, nameof(column));
            return _values[(row * _columns.Count) + column];
        }
    }

    /// <summary>The place of a column.</summary>
    /// <param name="name">Its name; case matters.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message has those there are.</exception>
    public int ColumnOf(string name)
    {
        var column = _columns.IndexOf(name);
        return column >= 0 ? column : throw new ArgumentException($"There is no column '{name}'; {Text.NearWord.SuggestOrList(name, _columns, "there are none")}.", nameof(name));
    }

    /// <summary>Reads a CSV file of numbers: commas between fields, rows of one length, quotes as in RFC 4180, numbers as <c>1.5e-3</c>, <c>NaN</c>, <c>Infinity</c> or <c>inf</c>.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="header">Whether the first row names the columns; null (default) says so when it holds anything that is not a number.</param>
    /// <param name="emptyIsNaN">Whether an empty field is NaN; by default it is an error.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <exception cref="DataFileException">No rows, rows of different lengths, a field that is no number (with line and column), a column name twice, or larger than the limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NumberTable ReadCsv(string path, bool? header = null, bool emptyIsNaN = false, long limit = DefaultLimit)
    {
        try
        {
            return ParseCsv(BoundedFile.ReadText(path, limit), path, header, emptyIsNaN);
        }
        catch (FileTooLargeException exception)
        {
            throw new DataFileException(path, "it is larger", string.Create(CultureInfo.InvariantCulture, $"at most {limit} bytes, the reader's limit"), exception);
        }
    }

    /// <summary>Reads the text of a CSV file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="header">As in <see cref="ReadCsv"/>.</param>
    /// <param name="emptyIsNaN">As in <see cref="ReadCsv"/>.</param>
    /// <exception cref="DataFileException">As in <see cref="ReadCsv"/>.</exception>
    public static NumberTable ParseCsv(string text, string name, bool? header = null, bool emptyIsNaN = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new CsvFields(text, name);
        List<string>? columns = null;
        List<double> values = [];
        List<string> row = [];
        while (reader.ReadRow(row))
        {
            if (columns is null)
            {
                var names = header ?? row.Exists(field => field.Length > 0 && !IsNumber(field, out _));
                columns = names ? [.. row] : [.. Enumerable.Range(0, row.Count).Select(column => column.ToString(CultureInfo.InvariantCulture))];
                if (columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
                    throw new DataFileException(name, $"the column '{twice.Key}' is there twice", "names that differ");
                if (names)
                    continue;
            }

            if (row.Count != columns.Count)
                throw new DataFileException($"{name}:{reader.RowLine}", $"the row has {row.Count} fields", $"{columns.Count}, as the first row has");
            for (var column = 0; column < row.Count; column++)
            {
                if (row[column].Length == 0 && emptyIsNaN)
                    values.Add(double.NaN);
                else if (IsNumber(row[column], out var value))
                    values.Add(value);
                else
                    throw new DataFileException($"{name}:{reader.RowLine}", $"column '{columns[column]}' has '{Shortened(row[column])}'", "a number such as 1.5e-3");
            }
        }

        return columns is null || values.Count == 0
            ? throw new DataFileException(name, "it has no rows", "at least one row of numbers")
            : new NumberTable(columns, [.. values]);
    }

    private static bool IsNumber(string field, out double value)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        // As Python, C and R write it.
        var (sign, rest) = field.Trim() is ['+' or '-', ..] trimmed ? (trimmed[0] == '-' ? -1.0 : 1.0, trimmed[1..]) : (1.0, field.Trim());
        value = sign * double.PositiveInfinity;
        return rest.Equals("inf", StringComparison.OrdinalIgnoreCase);
    }

    private static string Shortened(string field) => field.Length <= 40 ? field : field[..40] + "…";
}
