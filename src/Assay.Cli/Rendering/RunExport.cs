using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Runs as CSV, JSON or JSON lines.</summary>
internal static class RunExport
{
    private static readonly (string Name, Func<Run, string?> Read)[] Facts =
    [
        ("id", run => run.Id.Value),
        ("name", run => run.Name),
        ("title", run => run.Title),
        ("experiment", run => run.Experiment),
        ("kind", run => run.Kind.ToString().ToLowerInvariant()),
        ("status", run => run.Status.Name()),
        ("created", run => JsonPage.Iso(run.Created)),
        ("started", run => run.Started is { } time ? JsonPage.Iso(time) : null),
        ("ended", run => run.Ended is { } time ? JsonPage.Iso(time) : null),
        ("duration_seconds", run => RunText.Duration(run)?.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)),
        ("exit_code", run => run.ExitCode?.ToString(CultureInfo.InvariantCulture)),
        ("plan", run => run.Place?.Plan),
        ("phase", run => run.Place?.Phase),
        ("item", run => run.Place?.Item),
        ("priority", run => run.Place?.Priority),
        ("plan_id", run => run.Place?.Experiment),
        ("seed", run => run.Place?.Seed?.ToString(CultureInfo.InvariantCulture)),
        ("stage", run => run.Stage),
        ("source", run => run.Source),
        ("reason", run => run.Reason),
        ("result", run => run.Result),
        ("conclusion", run => run.Conclusion),
        ("caveat", run => run.Caveat),
        ("superseded_by", run => run.SupersededBy?.Value),
        ("superseded_why", run => run.SupersededWhy),
        ("error_line", run => run.ErrorLine),
    ];

    /// <summary>The formats by their file endings.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "json", "jsonl"];

    /// <summary>Writes runs.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="rows">The runs with everything that came along.</param>
    /// <returns>The text of the file.</returns>
    public static string Write(string format, IReadOnlyList<RunRow> rows)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        switch (format)
        {
            case "csv":
                WriteCsv(writer, rows);
                break;
            case "jsonl":
                foreach (var row in rows)
                    writer.Write($"{Line(row)}\n");
                break;
            default:
                JsonPage.Print(writer, "export-runs", null, json =>
                {
                    foreach (var row in rows)
                        RunJson.Write(json, row);
                });
                break;
        }

        return writer.ToString();
    }

    // RFC 4180, with "\n" as the line end that every reader takes.
    private static void WriteCsv(TextWriter writer, IReadOnlyList<RunRow> rows)
    {
        var parameters = Keys(rows, row => row.Params.Keys);
        var metrics = Keys(rows, row => row.Metrics.Keys);
        var tags = Keys(rows, row => row.Tags.Keys);
        WriteLine([.. Facts.Select(fact => fact.Name), .. parameters.Select(key => $"params.{key}"), .. metrics.Select(key => $"metrics.{key}"), .. tags.Select(key => $"tags.{key}")]);
        foreach (var row in rows)
        {
            WriteLine(
            [
                .. Facts.Select(fact => fact.Read(row.Run)),
                .. parameters.Select(key => row.Params.GetValueOrDefault(key)?.Text),
                .. metrics.Select(key => row.Metrics.GetValueOrDefault(key) is { Last.Kind: not MetricKind.Undefined } metric ? metric.Last.ToString() : null),
                .. tags.Select(key => row.Tags.GetValueOrDefault(key)),
            ]);
        }

        void WriteLine(IEnumerable<string?> cells) => writer.Write($"{string.Join(',', cells.Select(Quote))}\n");
    }

    private static string[] Keys(IReadOnlyList<RunRow> rows, Func<RunRow, IEnumerable<string>> read) => [.. rows.SelectMany(read).Distinct().Order(StringComparer.Ordinal)];

    private static string Quote(string? text)
    {
        if (text is null)
            return "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 && !text.StartsWith(' ') && !text.EndsWith(' ') ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Line(RunRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonPage.Options))
            RunJson.Write(json, row);
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
