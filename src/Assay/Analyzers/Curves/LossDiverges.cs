using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>AS104. A loss becomes NaN or infinite, or the training loss ends above where it began.</summary>
internal sealed class LossDiverges() : Analyzer<RunSubject>(new Rule(
    "AS104",
    "Diverging loss",
    Severity.Error,
    "Lower the learning rate or warm it up, clip gradients, and look for a logarithm of zero; values after the first NaN mean nothing."))
{
    private const int FewestSteps = 3;

    // Above its start, and well above the best it reached.
    private const double LeastRatio = 1.5;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        foreach (var curve in subject.Curves.Where(curve => curve.Role.IsLoss))
        {
            var broken = Enumerable.Range(0, curve.Values.Count).FirstOrDefault(i => !double.IsFinite(curve.Values[i]), -1);
            // A series that holds no number at all was never measured, which is another matter.
            if (broken >= 0 && curve.BestIndex >= 0)
            {
                var count = curve.Values.Count(value => !double.IsFinite(value));
                yield return new Observation(Say($"'{curve.Identity.Key}' is not a number or infinite at {count} of {curve.Values.Count} steps, first at step {curve.Steps[broken]}")) { Numbers = Numbers(("step", curve.Steps[broken]), ("count", count)) };
            }
            else if (curve.Role.Split is CurveSplit.Train or CurveSplit.Unknown && curve.Values.Count >= FewestSteps && curve.BestIndex is >= 0 and var best && curve.Values[best] > 0 &&
                curve.Values[^1] > curve.Values[0] && curve.Values[^1] > LeastRatio * curve.Values[best])
            {
                yield return new Observation(Say($"'{curve.Identity.Key}' ends at {curve.Values[^1]:0.###}, above its first value {curve.Values[0]:0.###} and {curve.Values[^1] / curve.Values[best]:0.0} times its best, {curve.Values[best]:0.###} at step {curve.Steps[best]}"))
                {
                    Numbers = Numbers(("last", curve.Values[^1]), ("first", curve.Values[0]), ("best", curve.Values[best])),
                };
            }
        }
    }
}
