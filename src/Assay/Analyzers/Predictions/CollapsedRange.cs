using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>
/// AS302. The probabilities of all rows lie in a band so narrow that hardly any threshold divides them. Scores in [0.5, 0.7311] are AS301's:
/// there the narrow band is the sigmoid's.
/// </summary>
internal sealed class CollapsedRange() : Analyzer<PredictionsSubject>(new Rule(
    "AS302",
    "Probabilities collapsed into a narrow range",
    Severity.Warning,
    "Look at the ranking (AUROC) before the thresholds; if it is good, calibrate on validation, else the model has learned little more than the prevalence."))
{
    private const double Narrowest = 0.1;
    private const int FewestRows = 20;

    // A precision of fewer predictions says nothing.
    private const int FewestPredicted = 10;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        if (ScoreRange.Of(subject) is not { IsInUnit: true, IsSigmoidOfUnit: false } range || range.Rows < FewestRows || !(range.High - range.Low < Narrowest))
            yield break;
        var reach = Reachable(subject);
        var rest = reach is { } precision ? Say($"; the highest precision of {FewestPredicted} or more predictions is {precision:0.###}") : "";
        yield return new Observation(Say($"{(range.Rows is { } rows ? Say($"all {rows} scores") : "all scores")} {ScoreRange.Whose(subject)}lie in [{range.Low:0.####}, {range.High:0.####}], {range.High - range.Low:0.####} wide{Histogram(subject, range)}{rest}"))
        {
            Numbers = Numbers(("smallest", range.Low), ("largest", range.High), ("reachable_precision", reach ?? double.NaN)),
        };
    }

    // Rows by fifths of the range.
    private static string Histogram(PredictionsSubject subject, ScoreRange range)
    {
        if (subject.Scores.Count == 0 || range.Low == range.High)
            return "";
        var bins = new int[5];
        foreach (var score in subject.Scores)
            bins[Math.Min(4, (int)((score - range.Low) / (range.High - range.Low) * 5))]++;
        return $", by fifths {string.Join(" + ", bins)}";
    }

    private static double? Reachable(PredictionsSubject subject)
    {
        if (subject.Truth.Count != subject.Scores.Count || subject.Scores.Count == 0)
            return null;
        var order = Enumerable.Range(0, subject.Scores.Count).OrderByDescending(i => subject.Scores[i]).ToList();
        double? best = null;
        var right = 0;
        for (var i = 0; i < order.Count; i++)
        {
            right += subject.Truth[order[i]] ? 1 : 0;
            var isTie = i + 1 < order.Count && subject.Scores[order[i + 1]] == subject.Scores[order[i]];
            if (!isTie && i + 1 >= FewestPredicted && !(best >= (double)right / (i + 1)))
                best = (double)right / (i + 1);
        }

        return best;
    }
}
