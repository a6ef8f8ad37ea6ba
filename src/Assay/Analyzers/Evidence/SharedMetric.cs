using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Evidence;

/// <summary>The metric that most of the runs of an evidence have: what they are ranked by.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Role">What it measures.</param>
/// <param name="Values">The runs that have it, each with its last value.</param>
internal sealed record SharedMetric(string Key, CurveRole Role, IReadOnlyList<(RunSubject Run, double Value)> Values)
{
    private static readonly string[] Scores = ["auroc", "accuracy", "auprc", "f1", "balanced", "ap", "r2", "mcc"];

    /// <summary>The metric of an evidence.</summary>
    /// <param name="subject">The evidence.</param>
    /// <returns>Of the metrics most counted runs have: a score before others, validation and test before training; null when no two runs share one.</returns>
    public static SharedMetric? Of(EvidenceSubject subject)
    {
        var groups = subject.Runs.Where(Counting.Counts)
            .SelectMany(run => run.Metrics.Select(metric => (Run: run, metric.Identity, Value: metric.Last.NumberOrNull)))
            .Where(row => row.Value is { } value && double.IsFinite(value))
            .GroupBy(row => row.Identity.Key, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => new SharedMetric(group.Key, CurveRole.Of(group.First().Identity), [.. group.Select(row => (row.Run, Share(row.Identity, row.Value!.Value)))]))
            .Where(metric => metric.Rank > 0);
        return groups.OrderByDescending(metric => metric.Values.Count).ThenByDescending(metric => metric.Rank).ThenBy(metric => metric.Key, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>The values, the best first.</summary>
    public IReadOnlyList<(RunSubject Run, double Value)> Ranked => [.. Role.IsHigherBetter ? Values.OrderByDescending(row => row.Value) : Values.OrderBy(row => row.Value)];

    // Some write an accuracy of 66 % as 66, others as 0.66.
    private static double Share(MetricIdentity identity, double value) => value is > 1 and <= 100 && CurveRole.Of(identity).IsAccuracy ? value / 100 : value;

    // 0: no result but a count, a time, a setting.
    private int Rank => (Role.Quantity.Contains("auc", StringComparison.Ordinal) ? 6 : Scores.Any(score => Role.Quantity.Contains(score, StringComparison.Ordinal)) ? 4 : Role.IsLoss ? 2 : 0) is > 0 and var rank
        ? rank + (Role.Split is CurveSplit.Valid or CurveSplit.Test ? 1 : 0) - (Role.Split == CurveSplit.Train ? 1 : 0)
        : 0;
}
