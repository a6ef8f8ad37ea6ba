using Assay.Foundation.Files;
using Assay.Foundation.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Assay.Budgets;

/// <summary>A manifest: a CSV file with a header row and a row for each case.</summary>
public sealed class Manifest
{
    /// <summary>The most bytes of a manifest that are read: 256 MiB.</summary>
    public const long MostBytes = 256L << 20;

    private static readonly CsvConfiguration Reading = new(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = true };
    private readonly List<string[]> _rows;
    private readonly List<int> _lines;
    private readonly string[] _columns;

    private Manifest(string path, string digest, string[] columns, List<string[]> rows, List<int> lines)
    {
        (Path, Digest, _columns, _rows, _lines) = (path, digest, columns, rows, lines);
    }

    /// <summary>The file as it was named.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of its bytes, 64 lower-case hex digits.</summary>
    public string Digest { get; }

    /// <summary>The columns' names, no two equal.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Number of cases.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <returns>The manifest, with at least one case.</returns>
    /// <exception cref="AssayException">There is no such file, it is larger than <see cref="MostBytes"/>, has no case, a column twice, or a row of another length.</exception>
    public static Manifest Read(string path)
    {
        if (!File.Exists(path))
            throw new AssayException($"{path}: there is no such file; a manifest with a header row is expected.");
        try
        {
            return Parse(BoundedFile.ReadText(path, MostBytes), path, FileDigest.OfFile(path));
        }
        catch (FileTooLargeException error)
        {
            throw new AssayException(error.Message, error);
        }
    }

    /// <summary>The place of a column.</summary>
    /// <param name="name">Its name; case matters.</param>
    /// <returns>From 0.</returns>
    /// <exception cref="AssayException">There is none of that name.</exception>
    public int ColumnOf(string name)
    {
        var index = Array.IndexOf(_columns, name);
        return index >= 0 ? index : throw new AssayException($"{Path}: there is no column '{name}'; {NearWord.SuggestOrList(name, _columns, "it has none")}.");
    }

    /// <summary>A column's fields, a case each.</summary>
    /// <param name="name">The column.</param>
    /// <returns>The fields as written.</returns>
    /// <exception cref="AssayException">There is no such column.</exception>
    public string[] Column(string name)
    {
        var index = ColumnOf(name);
        return [.. _rows.Select(row => row[index])];
    }

    /// <summary>A column whose fields name the cases.</summary>
    /// <param name="name">The column.</param>
    /// <returns>The fields; no two are equal, none is empty.</returns>
    /// <exception cref="AssayException">There is no such column, a name is empty, or occurs twice.</exception>
    public string[] Ids(string name)
    {
        var ids = Column(name);
        var seen = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (var row = 0; row < ids.Length; row++)
        {
            if (ids[row].Length == 0)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{Path}:{_lines[row]}: column '{name}' is empty; it names the case."));
            if (!seen.TryAdd(ids[row], row))
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{Path}:{_lines[row]}: the case '{ids[row]}' stands on line {_lines[seen[ids[row]]]} already; column '{name}' must name each case once."));
        }

        return ids;
    }

    /// <summary>The labels of all cases.</summary>
    /// <param name="names">The label columns, at least one, no name twice.</param>
    /// <param name="blankIsNegative">Whether an empty field, or <c>NaN</c>, is a negative label; otherwise it is refused.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="AssayException">A column is missing, or a field is neither 0 nor 1.</exception>
    public CaseLabels Labels(IReadOnlyList<string> names, bool blankIsNegative)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            throw new AssayException($"{Path}: no label is named; at least one column of 0 and 1 is needed.");
        int[] columns = [.. names.Select(ColumnOf)];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw new AssayException($"{Path}: a label is named twice in {string.Join(", ", names)}.");
        var values = new bool[_rows.Count * columns.Length];
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var label = 0; label < columns.Length; label++)
                values[(row * columns.Length) + label] = IsPositive(row, columns[label], blankIsNegative);
        }

        return new CaseLabels([.. names], values);
    }

    /// <summary>Some cases as a manifest of their own.</summary>
    /// <param name="rows">Their places from 0, in the order wished.</param>
    /// <returns>The text: header and rows, lines ended by "\n".</returns>
    public string ToCsv(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        CsvText.Append(text, _columns);
        foreach (var row in rows)
            CsvText.Append(text, _rows[row]);
        return text.ToString();
    }

    /// <summary>The same cases in another order: that of the names another file has.</summary>
    /// <param name="idColumn">The column that names a case.</param>
    /// <param name="ids">The names, no two equal.</param>
    /// <param name="other">The file they are from, for messages.</param>
    /// <returns>A manifest with as many cases as there are names.</returns>
    /// <exception cref="AssayException">A name is missing here, or a case here is not among the names.</exception>
    internal Manifest InOrderOf(string idColumn, IReadOnlyList<string> ids, string other)
    {
        var own = Ids(idColumn);
        var places = new Dictionary<string, int>(own.Length, StringComparer.Ordinal);
        for (var row = 0; row < own.Length; row++)
            places.Add(own[row], row);
        string[] missing = [.. ids.Where(id => !places.ContainsKey(id))];
        if (missing.Length > 0)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{Path}: {missing.Length} of the {ids.Count} cases of {other} are not in it ({Foundation.Text.NearWord.List(missing)}); both must have the same cases."));
        if (own.Length > ids.Count)
        {
            var wanted = ids.ToHashSet(StringComparer.Ordinal);
            string[] extra = [.. own.Where(id => !wanted.Contains(id))];
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{other}: {extra.Length} of the {own.Length} cases of {Path} are not in it ({Foundation.Text.NearWord.List(extra)}); both must have the same cases."));
        }

        return new Manifest(Path, Digest, _columns, [.. ids.Select(id => _rows[places[id]])], [.. ids.Select(id => _lines[places[id]])]);
    }

    internal static Manifest Parse(string text, string path, string digest)
    {
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, Reading);
        if (!parser.Read() || parser.Record is not { Length: > 0 } header)
            throw new AssayException($"{path}: it is empty; a header row and a row for each case are expected.");
        string[] columns = [.. header.Select(name => name.Trim())];
        if (columns.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new AssayException($"{path}:1: the column '{twice.Key}' is there twice.");
        var rows = new List<string[]>();
        var lines = new List<int>();
        while (parser.Read())
        {
            var row = parser.Record!;
            if (row.Length != columns.Length)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}:{parser.RawRow}: the row has {row.Length} field{(row.Length == 1 ? "" : "s")}; {columns.Length} are expected, as in the header."));
            rows.Add(row);
            lines.Add(parser.RawRow);
        }

        return rows.Count > 0 ? new Manifest(path, digest, columns, rows, lines) : throw new AssayException($"{path}: it has a header and no case.");
    }

    private bool IsPositive(int row, int column, bool blankIsNegative)
    {
        var field = _rows[row][column].Trim();
        if (field is "0" or "0.0")
            return false;
        if (field is "1" or "1.0")
            return true;
        if (field.Length == 0 || string.Equals(field, "nan", StringComparison.OrdinalIgnoreCase))
        {
            return blankIsNegative
                ? false
                : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{Path}:{_lines[row]}: label '{_columns[column]}' is blank; 0 or 1 is expected (--blank-is-negative takes blanks for 0)."));
        }

        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is 0 or 1
            ? number == 1
            : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{Path}:{_lines[row]}: label '{_columns[column]}' is '{Short(field)}'; 0 or 1 is expected."));
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
