using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>AS308. A threshold was chosen on the split that it is reported on, so that the report is of its best case.</summary>
internal sealed class ThresholdFromTest() : Analyzer<PredictionsSubject>(new Rule(
    "AS308",
    "Threshold tuned on the reported split",
    Severity.Error,
    "Choose the threshold on validation and report it on test once."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        var from = subject.ThresholdFrom?.Trim().ToLowerInvariant();
        if (from is not ("test" or "testing") || subject.Split is not (CurveSplit.Test or CurveSplit.Unknown))
            yield break;
        var points = Points.Of(subject).Where(point => point.Precision is not null).ToList();
        var range = points.Count > 1 ? Say($", among {points.Count} thresholds with precisions of {points.Min(point => point.Precision):0.000} to {points.Max(point => point.Precision):0.000}") : "";
        var rows = subject.Counts?.Rows ?? subject.Scores.Count;
        yield return new Observation(Say($"the threshold {ScoreRange.Whose(subject)}was chosen on test{range}{(rows > 0 ? Say($", on the {rows} rows it is reported on") : ", on 1 split for both")}")) { Numbers = Numbers(("rows", rows)) };
    }
}
