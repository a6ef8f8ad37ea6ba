using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>
/// AS303. At the threshold no row, or every row, is predicted positive. Precision is undefined then (0 of 0), or equals the prevalence, and
/// recall is 0 or 1 whatever the model learned.
/// </summary>
internal sealed class ThresholdDividesNothing() : Analyzer<PredictionsSubject>(new Rule(
    "AS303",
    "No positives, or only positives, at the threshold",
    Severity.Warning,
    "Tune the threshold on validation, or report what needs none (AUROC, average precision, precision at k); store precision without predictions as undefined."))
{
    private const double Usual = 0.5;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        var range = ScoreRange.Of(subject);
        var point = Points.Of(subject).FirstOrDefault(point => point.Threshold == Usual);
        var rows = range?.Rows ?? subject.Counts?.Rows;
        // A rounded 0.50 is below the threshold when nothing was found above it.
        var isNone = range is { IsInUnit: true, High: < Usual } || (point?.Predicted == 0 && rows != 0) || (range is { IsInUnit: true, High: Usual } && point is { Precision: 0, Recall: 0 });
        var isAll = range is { IsInUnit: true, Low: >= Usual } || (rows > 0 && point?.Predicted == rows);
        if (isNone == isAll)
            yield break;
        var which = rows is { } count ? Say($"{count} rows") : "rows";
        var positives = subject.Truth.Count > 0 ? subject.Truth.Count(truth => truth) : subject.Counts?.Positives;
        var numbers = Numbers(("threshold", Usual), ("smallest", range?.Low ?? double.NaN), ("largest", range?.High ?? double.NaN));
        if (isNone)
        {
            var why = range is { } known ? Say($"the largest score {ScoreRange.Whose(subject)}is {known.High:0.####}: ") : "";
            yield return new Observation(Say($"{why}none of the {which} is predicted positive at a threshold of {Usual}, so that precision is undefined (0 of 0) and recall 0{(positives is { } all ? Say($" of {all}") : "")}")) { Numbers = numbers };
        }
        else
        {
            var why = range is { } known ? Say($"the smallest score {ScoreRange.Whose(subject)}is {known.Low:0.####}: ") : "";
            var prevalence = positives is { } some && rows is > 0 and var total ? Say($" of {(double)some / total:0.###}") : "";
            yield return new Observation(Say($"{why}all {which} are predicted positive at a threshold of {Usual}, so that recall is 100% and precision the prevalence{prevalence}")) { Numbers = numbers };
        }
    }
}
