using Assay.Foundation.Formats;
using Assay.Tracking;
using Assay.Tuning;
using CsvHelper;
using CsvHelper.Configuration;

namespace Assay.Interop;

/// <summary>Reads a table with a row a trial: its number under <c>trial</c>, further metrics in the other columns; empty fields say nothing.</summary>
internal static class TrialMetricsCsv
{
    /// <summary>Reads the table.</summary>
    /// <param name="content">UTF-8 bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>Per trial its numbers by column.</returns>
    /// <exception cref="DataFileException">It has no column <c>trial</c>, or rows of different lengths.</exception>
    public static IReadOnlyDictionary<int, IReadOnlyDictionary<string, double>> Read(byte[] content, string file)
    {
        using var text = new StringReader(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'));
        using var reader = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!reader.Read() || reader.Record is not { } names)
            throw new DataFileException(file, "it is empty", "a first row of names");
        List<string> columns = [.. names];
        var trial = columns.FindIndex(column => column is "trial" or "number" or "trial_number");
        if (trial < 0)
            throw new DataFileException(file, "no column is named 'trial'", "a row a trial, with its number");
        var all = new Dictionary<int, IReadOnlyDictionary<string, double>>();
        while (reader.Read())
        {
            var row = reader.Record!;
            if (row.Length != columns.Count)
                throw new DataFileException(string.Create(CultureInfo.InvariantCulture, $"{file}:{reader.RawRow}"), string.Create(CultureInfo.InvariantCulture, $"the row has {row.Length} fields"), string.Create(CultureInfo.InvariantCulture, $"{columns.Count}, as the first row has"));
            if (!int.TryParse(row[trial], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new DataFileException(string.Create(CultureInfo.InvariantCulture, $"{file}:{reader.RawRow}"), $"'{row[trial]}' is no trial's number", "a whole number from 0");
            var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
            for (var i = 0; i < columns.Count; i++)
            {
                if (i != trial && double.TryParse(row[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                    numbers[columns[i]] = value;
            }

            all[number] = numbers;
        }

        return all;
    }

    /// <summary>A trial's metrics with those of the table; parameters and the duration, which scripts repeat there, are no metrics.</summary>
    public static IReadOnlyDictionary<string, MetricValue> Join(Trial trial, IReadOnlyDictionary<string, double> more)
    {
        var all = new Dictionary<string, MetricValue>(trial.Metrics, StringComparer.Ordinal);
        var parameters = trial.Params;
        foreach (var (name, value) in more)
        {
            if (!parameters.ContainsKey(name) && name is not "duration_sec")
                all.TryAdd(name, value);
        }

        return all;
    }
}
