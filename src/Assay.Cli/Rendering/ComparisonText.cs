using Assay.Cli.Comparing;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>A comparison as text and as JSON.</summary>
internal static class ComparisonText
{
    /// <summary>Prints a comparison.</summary>
    public static void Print(Screen screen, IReadOnlyList<WholeRun> runs, Comparison comparison, DateTimeOffset now)
    {
        var heads = new Table([new("run"), new("title", Shortest: 16), new("status"), new("experiment", Shortest: 8, Rank: 2), new("started", Rank: 1), new("duration", Right: true, Rank: 1)]);
        foreach (var run in runs.Select(run => run.Run))
            heads.Add(run.Id.Tail, RunText.Title(run), new Table.Cell(RunText.Status(run), RunText.StatusInk(run)), run.Experiment, screen.Time(run.Started), Figures.Duration(RunText.Duration(run, now)));
        heads.Print(screen);

        foreach (var section in comparison.Facts.GroupBy(fact => fact.Section))
        {
            screen.Heading(section.Key);
            var table = new Table(Columns(runs));
            foreach (var fact in section)
                table.Add(fact.Texts.Select(text => (Table.Cell)text).Prepend(fact.Key));
            table.Print(screen, indent: 2);
        }

        if (comparison.Metrics.Count > 0)
            PrintMetrics(screen, runs, comparison.Metrics);
        if (comparison.Facts.Count == 0 && comparison.Metrics.Count == 0)
            screen.Line("Nothing differs in what is recorded.");
        foreach (var warning in Warnings(comparison))
            screen.Write("warning: ", Ink.Warn).Line(warning);
    }

    /// <summary>Prints a comparison as JSON.</summary>
    public static void PrintJson(TextWriter writer, string verb, IReadOnlyList<WholeRun> runs, Comparison comparison) => JsonPage.Print(
        writer,
        verb,
        null,
        json =>
        {
            foreach (var fact in comparison.Facts)
            {
                json.WriteStartObject();
                json.WriteString("section", fact.Section.ToLowerInvariant());
                json.WriteString("key", fact.Key);
                json.WriteBoolean("differs", fact.Differs);
                json.WriteStartObject("values");
                foreach (var (run, value) in runs.Zip(fact.Json))
                    json.Raw(run.Run.Id.Value, value);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            foreach (var metric in comparison.Metrics)
            {
                json.WriteStartObject();
                json.WriteString("section", "metrics");
                json.WriteString("key", metric.Label);
                json.WriteBoolean("differs", metric.Differs);
                json.WriteStartObject("values");
                foreach (var (run, series) in runs.Zip(metric.Series))
                {
                    if (series is not null)
                        json.Metric(run.Run.Id.Value, series.Last);
                }

                json.WriteEndObject();
                json.Number("difference", metric.Difference);
                json.WriteBoolean("comparable", metric.Comparability.Holds);
                json.WriteEndObject();
            }
        },
        json =>
        {
            json.WriteStartArray("runs");
            foreach (var run in runs)
            {
                json.WriteStartObject();
                RunJson.WriteFacts(json, run.Run);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (var warning in Warnings(comparison))
                json.WriteStringValue(warning);
            json.WriteEndArray();
        });

    private static void PrintMetrics(Screen screen, IReadOnlyList<WholeRun> runs, IReadOnlyList<ComparedMetric> metrics)
    {
        screen.Heading("Metrics");
        var table = new Table([.. Columns(runs, right: true), .. runs.Count == 2 ? [new Table.Column("difference", Right: true)] : Array.Empty<Table.Column>()]);
        foreach (var metric in metrics)
        {
            var doubtful = !metric.Comparability.Holds;
            var cells = metric.Series.Select(series => new Table.Cell(series is null ? "–" : Figures.Value(series.Last))).Prepend(new Table.Cell(doubtful ? $"{metric.Label} (!)" : metric.Label, doubtful ? Ink.Warn : Ink.None));
            if (runs.Count == 2)
                cells = cells.Append(new Table.Cell(metric.Difference is { } difference ? Figures.Difference(difference) : "", doubtful ? Ink.Warn : InkOf(metric)));
            table.Add(cells);
        }

        table.Print(screen, indent: 2);
    }

    private static IEnumerable<string> Warnings(Comparison comparison) => comparison.Metrics.Select(metric => metric.Comparability.Warning(metric.Label)).OfType<string>();

    private static IEnumerable<Table.Column> Columns(IReadOnlyList<WholeRun> runs, bool right = false) =>
        runs.Select(run => new Table.Column(run.Run.Id.Tail, right, Shortest: 8)).Prepend(new Table.Column("", Shortest: 12));

    private static Ink InkOf(ComparedMetric metric) => (metric.Direction, metric.Difference) switch
    {
        (Direction.Maximize, > 0) or (Direction.Minimize, < 0) => Ink.Good,
        (Direction.Maximize, < 0) or (Direction.Minimize, > 0) => Ink.Bad,
        _ => Ink.None,
    };
}
