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
    private const double Lowest = 0.5;

    // Few scores lie in half the range by chance.
    private const int FewestRows = 20;

    // σ(1), and room for scores kept as single precision.
    private static readonly double _highest = (1 / (1 + Math.Exp(-1))) + 1e-6;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        var rows = subject.Scores.Count > 0 ? subject.Scores.Count : subject.Counts?.Rows ?? FewestRows;
        var low = subject.Scores.Count > 0 ? subject.Scores.Min() : subject.Smallest;
        var high = subject.Scores.Count > 0 ? subject.Scores.Max() : subject.Largest;
        if (rows < FewestRows || !(low >= Lowest) || !(high <= _highest) || low == high)
            yield break;
        var (first, last) = (Logit(low.Value), Logit(high.Value));
        var who = subject.Label is { } label ? $"of '{label}' " : "";
        yield return new Observation(Say($"all scores {who}lie in [{low:0.####}, {high:0.####}], inside [0.5, 0.7311], which is where a sigmoid puts probabilities; undone once they are [{first:0.###}, {last:0.###}]"))
        {
            Numbers = Numbers(("smallest", low.Value), ("largest", high.Value), ("undone_smallest", first), ("undone_largest", last)),
        };
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
