using CsvHelper;
using CsvHelper.Configuration;

namespace Assay.Tracking.Results;

/// <summary>Comma-separated values with a header row: the last row, or every row as a step.</summary>
internal static class CsvResult
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        // Rows that other programs wrote carelessly are read as they stand; what is missing shows as an empty cell.
        BadDataFound = null,
        MissingFieldFound = null,
    };

    internal static void Read(ResultSource source, byte[] content, ReadingBuilder reading)
    {
        var name = source.Location;
        using var text = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        using var parser = new CsvParser(text, Configuration);
        if (!parser.Read() || parser.Record is not { } header)
            throw new ResultRefusedException($"{name}: is empty, expected a header row and at least one row.");
        if (Columns(source, header, reading) is not { } columns)
            return;
        var stepColumn = StepColumn(source, header, name);
        if (source.Map is null)
            columns.RemoveAll(column => column.Index == stepColumn);

        string[]? last = null;
        var lastLine = 0;
        long row = 0;
        while (parser.Read())
        {
            last = parser.Record;
            lastLine = parser.RawRow;
            if (!source.LastRowOnly && last is not null)
                ReadRow(source, last, lastLine, row, columns, stepColumn, reading);
            row++;
        }

        if (last is null)
            throw new ResultRefusedException($"{name}: has a header row and no rows, expected at least one.");
        if (source.LastRowOnly)
            ReadRow(source, last, lastLine, 0, columns, stepColumn, reading);
        if (source.Map is null && reading.PointsOfSource == 0)
            reading.Problem($"{name}: holds no number, expected at least one in a row.");
    }

    private static List<(string Metric, int Index)>? Columns(ResultSource source, string[] header, ReadingBuilder reading)
    {
        if (source.Map is null)
            return [.. header.Select((column, index) => (column.Trim(), index)).Where(column => column.Item1.Length > 0)];
        var columns = new List<(string, int)>();
        foreach (var (metric, column) in source.Map)
        {
            var index = IndexOf(header, column);
            if (index < 0)
                reading.Problem($"{source.Location}: no column '{column}' (wanted for metric '{metric}'); it has {MetricText.Names(header)}.");
            else
                columns.Add((metric, index));
        }

        return columns.Count == 0 ? null : columns;
    }

    private static int StepColumn(ResultSource source, string[] header, string name)
    {
        if (source.StepKey is null)
            return -1;
        var index = IndexOf(header, source.StepKey);
        return index >= 0 ? index : throw new ResultRefusedException($"{name}: no step column '{source.StepKey}'; it has {MetricText.Names(header)}.");
    }

    private static int IndexOf(string[] header, string column) =>
        Array.FindIndex(header, cell => string.Equals(cell.Trim(), column, StringComparison.Ordinal));

    private static void ReadRow(
        ResultSource source, string[] cells, int line, long row, List<(string Metric, int Index)> columns, int stepColumn, ReadingBuilder reading)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{source.Location}:{line}");
        var step = row;
        if (stepColumn >= 0)
        {
            if (MetricText.Parse(Cell(cells, stepColumn)) is not { } number || MetricText.Whole(number) is not { } whole)
            {
                reading.Problem($"{place}: no whole number in the step column '{source.StepKey}'; the row is passed over.");
                return;
            }

            step = whole;
        }

        foreach (var (metric, index) in columns)
        {
            var cell = Cell(cells, index);
            if (MetricText.Parse(cell) is { } value)
                reading.Add(metric, value, step);
            else if (source.Map is null)
                continue;
            else if (string.IsNullOrWhiteSpace(cell))
                reading.Add(metric, MetricValue.Undefined($"empty cell in {place}"), step);
            else
                reading.Problem($"{place}: '{Short(cell)}' (wanted for metric '{metric}') is text, expected a number.");
        }
    }

    private static string Cell(string[] cells, int index) => index < cells.Length ? cells[index] : "";

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
