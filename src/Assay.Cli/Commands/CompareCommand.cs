using Assay.Cli.Comparing;
using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay compare</c>: what differs between runs.</summary>
internal static class CompareCommand
{
    private const int MostRuns = 20;
    private const int CurveColumns = 40;

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                Shows params, config, code, data and environment that differ, and metrics side by side. Metrics that were measured
                differently (definition, dataset, split, label schema, context) are marked: their values are not comparable.
                """,
            Examples =
            [
                new("compare 1f6a09c2 77b4e310", "two runs"),
                new("compare LF-55 LF-56 LF-57 --all", "three planned experiments, with what is equal too"),
                new("compare 1f6a09c2 77b4e310 --json", "the same for a program"),
            ],
        };
        var runs = verb.Takes(Opt.Runs());
        var all = verb.Has(Opt.Flag("--all", "what is equal too"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var references = call.Get(runs)!;
            if (references.Length is < 2 or > MostRuns)
                throw new UsageException($"'compare' needs 2 to {MostRuns} runs, and got {references.Length}.");
            await using var store = await call.OpenToReadAsync();
            var whole = new List<WholeRun>();
            foreach (var reference in references)
            {
                var run = await RunReference.ResolveAsync(store, reference, call.Cancellation);
                if (whole.Exists(other => other.Run.Id == run.Id))
                    throw new AssayException($"'{reference}' is run {run.Id.Tail}, which is named already: a run does not differ from itself.");
                whole.Add(await WholeRun.ReadAsync(store, run, call.Cancellation));
            }

            var comparison = Comparison.Of(whole);
            if (!call.Get(all))
                comparison = new Comparison([.. comparison.Facts.Where(fact => fact.Differs)], [.. comparison.Metrics.Where(metric => metric.Differs || !metric.Comparability.Holds)]);
            if (call.Get(json))
            {
                ComparisonText.PrintJson(call.Host.Out, name, whole, comparison);
                return ExitCodes.Done;
            }

            ComparisonText.Print(call.Screen, whole, comparison, call.Host.Clock.GetUtcNow());
            await PrintCurvesAsync(call, store, whole, comparison);
            return ExitCodes.Done;
        });
    }

    private static async Task PrintCurvesAsync(Invocation call, IRunStore store, IReadOnlyList<WholeRun> runs, Comparison comparison)
    {
        ComparedMetric[] curved = [.. comparison.Metrics.Where(metric => metric.Series.Any(series => series?.Count > 1))];
        if (curved.Length == 0)
            return;
        call.Screen.Heading("Curves");
        var table = new Table([new("metric", Shortest: 12), new("run"), new("curve"), new("from", Right: true, Rank: 1), new("to", Right: true, Rank: 1)]);
        foreach (var metric in curved)
        {
            foreach (var (series, run) in metric.Series.Zip(runs))
            {
                if (series is null)
                    continue;
                var points = await store.GetPointsAsync(run.Run.Id, series.Identity, call.Cancellation);
                MetricValue[] values = [.. points.Select(point => point.Value)];
                table.Add(metric.Label, run.Run.Id.Tail, new Table.Cell(Sparkline.Draw(values, CurveColumns), Ink.Live), Figures.Value(values[0]), Figures.Value(values[^1]));
            }
        }

        table.Print(call.Screen, indent: 2);
    }
}
