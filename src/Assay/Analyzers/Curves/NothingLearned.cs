using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>AS107. The training loss hardly moves from its first value.</summary>
internal sealed class NothingLearned() : Analyzer<RunSubject>(new Rule(
    "AS107",
    "Training loss does not fall",
    Severity.Warning,
    "Try the model on a handful of rows: it must know them by heart; look at the learning rate, at frozen or unregistered weights, and at the input."))
{
    private const int FewestSteps = 10;
    private const double LeastFall = 0.01;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        foreach (var curve in subject.Curves.Where(curve => curve.Role.IsLoss && curve.Role.Split is CurveSplit.Train or CurveSplit.Unknown))
        {
            if (curve.Values.Count < FewestSteps || curve.BestIndex is < 0 || !(curve.Values[0] > 0) || curve.Values.Any(value => !double.IsFinite(value)))
                continue;
            var best = curve.Values[curve.BestIndex];
            var fall = 1 - (best / curve.Values[0]);
            if (fall >= LeastFall || curve.Values[^1] > curve.Values[0] * (1 + LeastFall))
                continue;
            yield return new Observation(Say($"'{curve.Identity.Key}' falls by {fall:0.0%} in {curve.Values.Count} steps, from {curve.Values[0]:0.####} to {best:0.####} at best")) { Numbers = Numbers(("first", curve.Values[0]), ("best", best), ("steps", curve.Values.Count)) };
        }
    }
}
