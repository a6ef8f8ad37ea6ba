using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>
/// AS301. A sigmoid maps probabilities, which lie in [0, 1], into [σ(0), σ(1)] = [0.5, 0.7311]. Scores that all lie there went through it
/// twice, or the sigmoid was applied to what were probabilities already.
/// </summary>
internal sealed class SigmoidTwice() : Analyzer<PredictionsSubject>(new Rule(
    "AS301",
    "Probabilities went through a sigmoid twice",
    Severity.Error,
    "Drop one of the two sigmoids and compute thresholds, precision and calibration anew; the ranking, and so AUROC, stays."))
{
    // Few scores lie in half the range by chance.
    private const int FewestRows = 20;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        if (ScoreRange.Of(subject) is not { IsSigmoidOfUnit: true } range || range.Rows < FewestRows)
            yield break;
        var (first, last) = (Logit(range.Low), Logit(range.High));
        yield return new Observation(Say($"all scores {ScoreRange.Whose(subject)}lie in [{range.Low:0.####}, {range.High:0.####}], inside [0.5, 0.7311], which is where a sigmoid puts probabilities; undone once they are [{first:0.###}, {last:0.###}]"))
        {
            Numbers = Numbers(("smallest", range.Low), ("largest", range.High), ("undone_smallest", first), ("undone_largest", last)),
        };
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
