using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Evidence;

/// <summary>AS506. Of one metric some runs have only the value of their last epoch and others only that of their best: the best of fifty epochs is not the fiftieth.</summary>
internal sealed class LastBesideBest() : Analyzer<EvidenceSubject>(new Rule(
    "AS506",
    "Last-epoch values beside best-epoch values",
    Severity.Warning,
    "Log the whole curve of every run and compare either the last epochs, or the epochs that validation chose."))
{
    private static readonly string[] Lengths = ["epochs", "num_epochs", "max_epochs", "stopped_epoch", "epochs_run"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        var values = subject.Runs.Where(Counting.Counts)
            .SelectMany(run => run.Metrics.Select(metric => (Run: run, Metric: metric)))
            .Where(row => row.Metric is { Count: 1, LastStep: > 0 } && row.Metric.Last.NumberOrNull is not null && CurveRole.Of(row.Metric.Identity).Split is CurveSplit.Valid or CurveSplit.Test);
        foreach (var key in values.GroupBy(row => row.Metric.Identity.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var last = key.Where(row => row.Metric.LastStep == LengthOf(row.Run)).ToList();
            var best = key.Where(row => row.Metric.LastStep < LengthOf(row.Run)).ToList();
            if (last.Count == 0 || best.Count == 0)
                continue;
            yield return new Observation(Say($"'{key.Key}' is of the last epoch in {last.Count} run{(last.Count == 1 ? "" : "s")} ({Fact.Name(last[0].Run)}: {last[0].Metric.Last.Number:0.####} at {last[0].Metric.LastStep}) and of an earlier one, the best, in {best.Count} ({Fact.Name(best[0].Run)}: {best[0].Metric.Last.Number:0.####} at {best[0].Metric.LastStep} of {LengthOf(best[0].Run):0})"))
            {
                Numbers = Numbers(("last", last.Count), ("best", best.Count)),
            };
        }
    }

    private static double? LengthOf(RunSubject run) => Fact.Number(run, Lengths);
}
