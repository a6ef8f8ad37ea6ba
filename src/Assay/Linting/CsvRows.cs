using Assay.Foundation.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace Assay.Linting;

/// <summary>A CSV table of others as texts: a header and rows of its width.</summary>
/// <param name="Header">The names of the columns, trimmed.</param>
/// <param name="Rows">The rows with the line of the file that each stands in, from 1.</param>
internal sealed record CsvRows(IReadOnlyList<string> Header, IReadOnlyList<(int Line, string[] Fields)> Rows)
{
    private const long SizeLimit = 256L << 20;

    private static readonly CsvConfiguration Settings = new(CultureInfo.InvariantCulture) { BadDataFound = null };

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="AssayException">It is too large, empty, or a row has another width than the header.</exception>
    public static CsvRows Read(string path, string name)
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(BoundedFile.ReadBytes(path, SizeLimit)), Encoding.UTF8);
            using var parser = new CsvParser(text, Settings);
            if (!parser.Read() || parser.Record is not { } header)
                throw new AssayException($"{name}: is empty, expected a header row.");
            var rows = new List<(int, string[])>();
            while (parser.Read())
            {
                var row = parser.Record!;
                if (row.Length != header.Length)
                    throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{name}:{parser.RawRow}: has {row.Length} fields, expected the {header.Length} of the header."));
                rows.Add((parser.RawRow, Array.ConvertAll(row, field => field.Trim())));
            }

            return new CsvRows([.. header.Select(column => column.Trim())], rows);
        }
        catch (FileTooLargeException e)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{name}: is larger than the {SizeLimit >> 20} MiB that are read of a table."), e);
        }
    }

    /// <summary>The column of one of these names, in lower case.</summary>
    /// <returns>Its index; -1 when there is none.</returns>
    public int Find(IReadOnlyList<string> names) => names.Select(known => IndexOf(known)).FirstOrDefault(index => index >= 0, -1);

    private int IndexOf(string name)
    {
        for (var column = 0; column < Header.Count; column++)
        {
            if (Header[column].Equals(name, StringComparison.OrdinalIgnoreCase))
                return column;
        }

        return -1;
    }
}
