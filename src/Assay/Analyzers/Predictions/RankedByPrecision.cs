using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>AS306. Results are ranked by precision, and none of them says of how many predictions: 2 of 2 stands above 900 of 1000.</summary>
internal sealed class RankedByPrecision() : Analyzer<EvidenceSubject>(new Rule(
    "AS306",
    "Ranking by precision without counts",
    Severity.Warning,
    "Store the number of predicted positives with each precision and rank by the lower bound of its interval, or at equal recall."))
{
    private const int FewestRuns = 3;

    // Below this recall the precision is of a small part of the positives.
    private const double LowRecall = 0.2;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        var ranked = subject.Runs.Where(Counting.Counts)
            .Select(run => (Name: Fact.Name(run), Precision: PredictionFacts.Precision(run), Recall: Fact.Number(run, "val_metrics.recall", "val_recall", "valid.recall", "recall"), HasCount: Fact.Number(run, "n_positive_preds", "predicted", "predicted_positives", "tp", "n_samples") is not null))
            .Where(row => row.Precision is not null).OrderByDescending(row => row.Precision).ToList();
        if (ranked.Count < FewestRuns || ranked.Exists(row => row.HasCount) || ranked[0].Recall is not (> 0 and < LowRecall and var recall) || ranked[0].Precision == ranked[^1].Precision)
            yield break;
        var low = ranked.Count(row => row.Recall is < LowRecall);
        yield return new Observation(Say($"{ranked.Count} results have a precision, from {ranked[^1].Precision:0.000} ({ranked[^1].Name}) to {ranked[0].Precision:0.000} ({ranked[0].Name}), and none says of how many predictions; the best has a recall of {recall:0.000}, and {low} of them have less than {LowRecall:0.0}"))
        {
            Numbers = Numbers(("results", ranked.Count), ("best", ranked[0].Precision!.Value), ("recall", recall), ("low_recall", low)),
        };
    }
}
