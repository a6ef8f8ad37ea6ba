using Assay.Analyzers.Subjects;
using Assay.Statistics;

namespace Assay.Analyzers.Predictions;

/// <summary>
/// AS304. A precision rests on so few predicted positives that its interval spans most outcomes. The interval is Wilson's (1927), at 95 %.
/// Of several operating points the one of the highest precision is looked at: it is the one that is told.
/// </summary>
internal sealed class PrecisionOfFew() : Analyzer<PredictionsSubject>(new Rule(
    "AS304",
    "Precision of few predictions",
    Severity.Warning,
    "Write the counts and the interval beside it; compare at an equal number of predictions (precision at k), or by what needs no threshold."))
{
    private const double WidestInterval = 0.3;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        var point = Points.Of(subject).Where(point => point is { Predicted: > 0 and <= int.MaxValue, TruePositives: >= 0 } && point.TruePositives <= point.Predicted)
            .MaxBy(point => (double)point.TruePositives!.Value / point.Predicted!.Value);
        if (point is null)
            yield break;
        var (right, predicted) = ((int)point.TruePositives!.Value, (int)point.Predicted!.Value);
        var interval = Proportion.Wilson(right, predicted);
        if (!(interval.Width > WidestInterval))
            yield break;
        var truth = subject.Counts is { } counts ? Say($", while {counts.Positives} of {counts.Rows} rows are positive") : "";
        yield return new Observation(Say($"the precision {ScoreRange.Whose(subject)}of {(double)right / predicted:0.000} at a threshold of {point.Threshold:0.##} is {right} of {predicted} predictions: its 95% interval is {interval.Lower:0.00} to {interval.Upper:0.00}{truth}"))
        {
            Numbers = Numbers(("right", right), ("predicted", predicted), ("lower", interval.Lower), ("upper", interval.Upper)),
        };
    }
}
