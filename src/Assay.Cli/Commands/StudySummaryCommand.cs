using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Summaries;

namespace Assay.Cli.Commands;

/// <summary><c>assay study summary</c>: the best of a study, whether it stands alone, and what was not tried.</summary>
internal static class StudySummaryCommand
{
    private static readonly string[] Deviations = ["population", "sample"];

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("summary", "show the best, whether it stands alone, and what was not tried")
        {
            Details = """
                Everything is over completed trials. Trials that train one configuration again and give its value to the last digit are one result:
                they are counted apart, and intervals are over configurations. A mean per value compares whatever came with that value, too; the
                summary says what did. With several objectives the first is summarized, and the trials that none beats are listed.
                """,
            Examples =
            [
                new("study summary outputs/hpo_2m_h1", "a folder that a tuning script left"),
                new("study summary hpo_2m_h1 --baseline 0.7049 --class-counts 346,76", "is it better than by hand, as far as 422 rows can tell"),
                new("study summary hpo_2m_h1 --ladder hpo_20m_h1,hpo_200m_h1", "beside the larger budgets"),
                new("study summary hpo_2m_h1 --coverage d_model,n_layers,n_heads --json", "how much of the architectures was tried"),
            ],
        };
        var study = verb.Takes(new StudyArgument());
        var best = verb.Has(Opt.Flag("--best", "only the best trial"));
        var baseline = verb.Has(Opt.Text("--baseline", "what", "compare the best with a number, a study's best, or a run"));
        var ladder = verb.Has(Opt.Text("--ladder", "studies", "compare with other studies, from small to large, separated by commas"));
        var coverage = verb.Has(Opt.Texts("--coverage", "names", "count the combinations of these parameters, separated by commas (may be repeated)"));
        var top = verb.Has(Opt.Text("--top-k", "n", "how many of the best trials the top block describes (default 10)"));
        var band = verb.Has(Opt.Text("--rel-band", "share", "width of the near-best band as a share of the best (default 0.01)"));
        var deviation = verb.Has(Opt.Choice("--std", "which standard deviation is shown (default population)", Deviations));
        var counts = verb.Has(Opt.Text("--class-counts", "n,n", "rows per class that the objective was measured on"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var read = await StudySource.ReadAsync(call, call.Get(study)!);
            if (call.Get(counts) is { } rows)
                read = read with { ClassCounts = Values.ClassCounts("--class-counts", rows) };
            if (call.Get(best))
            {
                StudySummaryText.PrintBest(call, read, call.Get(json));
                return ExitCodes.Done;
            }

            var options = new SummaryOptions
            {
                Top = call.Count(top, 10),
                Band = call.Get(band) is { } share ? Numbers.Share("--rel-band", share) : 0.01,
                Groups = [.. (call.Get(coverage) ?? []).Select(names => Numbers.Names("--coverage", names)!)],
                Baseline = call.Get(baseline) is { } named ? await BaselineAsync(call, read, named) : null,
            };
            var summary = StudySummary.Of(read, options);
            Ladder? beside = null;
            if (call.Get(ladder) is { } others)
            {
                var studies = new List<Study> { read };
                foreach (var other in Numbers.Names("--ladder", others)!)
                    studies.Add(await StudySource.ReadAsync(call, other));
                beside = Ladder.Of(studies);
            }

            if (call.Get(json))
                StudySummaryJson.Print(call.Host.Out, summary, beside);
            else
                StudySummaryText.Print(call.Screen, summary, beside, isSample: call.Get(deviation) == 1);
            return ExitCodes.Done;
        });
    }

    // A number, a file or study whose best counts, or a run whose metric of that name counts.
    private static async Task<(string Name, double Value)> BaselineAsync(Invocation call, Study study, string named)
    {
        if (double.TryParse(named, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return ("the given value", number);
        if (StudySource.TryFile(call, named) is { } file)
            return BestOf(file);
        await using var records = await call.OpenToReadAsync();
        if (await records.GetStudiesAsync(named, call.Cancellation) is { Count: > 0 })
            return BestOf(await StudySource.LoadAsync(records, named, call.Cancellation));
        var run = await RunReference.ResolveAsync(records, named, call.Cancellation);
        var metrics = await records.GetMetricsAsync(run.Id, call.Cancellation);
        var metric = metrics.FirstOrDefault(metric => metric.Identity.Key == study.Metric);
        return metric is { Best: { } best } ? ($"run {run.Id.Tail}", best)
            : throw new AssayException($"--baseline: run {run.Id.Tail} has no value of '{study.Metric}'; {(metrics.Count == 0 ? "it has no metrics" : $"it has {string.Join(", ", metrics.Select(other => other.Identity.Key).Distinct().Take(10))}")}.");

        (string, double) BestOf(Study other) => other.Best is { } best ? ($"the best of {other.Name}", best.Value!.Value.Number) : throw new AssayException($"--baseline: the study '{other.Name}' has no completed trial with a value.");
    }
}
