using Assay.Analyzers.Subjects;
using Assay.Statistics;

namespace Assay.Analyzers.Predictions;

/// <summary>
/// AS305. Runs differ in precision because a fixed threshold cuts each at another place of its ranking, not because they rank better: their AUROC
/// lies within two standard errors (Hanley and McNeil 1982) while the number of predicted positives differs by a factor.
/// </summary>
internal sealed class FixedThreshold() : Analyzer<EvidenceSubject>(new Rule(
    "AS305",
    "Fixed threshold drives the contrast",
    Severity.Warning,
    "Compare at an equal number of predictions or equal recall, with thresholds tuned per run on validation, or by average precision."))
{
    private const int FewestRuns = 3;
    private const double SmallestContrast = 0.1;
    private const double SmallestFactor = 2;
    private const double StandardErrors = 2;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        var rows = new List<(string Name, double Precision, double Auc, OperatingPoint Point, (long Rows, long Positives) Counts)>();
        foreach (var run in subject.Runs.Where(Counting.Counts))
        {
            if (PredictionFacts.Of(run) is { Counts: { } counts, ReportedAuc: { } auc } facts && Points.Of(facts) is [{ Predicted: > 0, TruePositives: not null } point])
                rows.Add((Fact.Name(run), (double)point.TruePositives.Value / point.Predicted.Value, auc, point, counts));
        }

        if (rows.Count < FewestRuns)
            yield break;
        var (low, high) = (rows.MinBy(row => row.Precision), rows.MaxBy(row => row.Precision));
        var (fewest, most) = (rows.Min(row => row.Point.Predicted!.Value), rows.Max(row => row.Point.Predicted!.Value));
        var spread = rows.Max(row => row.Auc) - rows.Min(row => row.Auc);
        var (all, positives) = rows[0].Counts;
        if (high.Precision - low.Precision < SmallestContrast || most < SmallestFactor * fewest || positives <= 0 || positives >= all || all > int.MaxValue)
            yield break;
        var error = HanleyMcNeil.Area(Math.Clamp(rows.Average(row => row.Auc), 0, 1), (int)positives, (int)(all - positives)).StandardError.ValueOrNull;
        if (error is not { } one || !(spread < StandardErrors * one))
            yield break;
        yield return new Observation(Say($"at a threshold of {high.Point.Threshold:0.##} precision goes from {low.Precision:0.000} ({low.Name}, {low.Point.TruePositives} of {low.Point.Predicted}) to {high.Precision:0.000} ({high.Name}, {high.Point.TruePositives} of {high.Point.Predicted}) because {fewest} to {most} of {all} rows lie above it; the AUROC of these {rows.Count} runs differs by {spread:0.000}, which is {spread / one:0.0} standard errors"))
        {
            Numbers = Numbers(("lowest", low.Precision), ("highest", high.Precision), ("fewest", fewest), ("most", most), ("auroc_spread", spread), ("standard_error", one)),
        };
    }
}
