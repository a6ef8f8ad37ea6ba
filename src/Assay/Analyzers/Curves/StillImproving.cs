using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>AS108. A validation metric was still getting better when training ended, so that the number of steps decided the value.</summary>
internal sealed class StillImproving() : Analyzer<RunSubject>(new Rule(
    "AS108",
    "Still improving when training ended",
    Severity.Info,
    "Train longer before the value is compared with one that had converged, or compare at equal numbers of steps."))
{
    private const int FewestSteps = 10;

    // The last fifth against the fifth before it.
    private const int Parts = 5;

    private const double LeastGain = 0.01;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        foreach (var curve in subject.Curves.Where(curve => curve.Role.Split == CurveSplit.Valid && curve.Values.Count >= FewestSteps))
        {
            var part = curve.Values.Count / Parts;
            if (curve.BestIndex != curve.Values.Count - 1 || curve.Values.Skip(curve.Values.Count - (2 * part)).Any(value => !double.IsFinite(value)))
                continue;
            var late = curve.Values.Skip(curve.Values.Count - part).Average();
            var before = curve.Values.Skip(curve.Values.Count - (2 * part)).Take(part).Average();
            var gain = (curve.Role.IsHigherBetter ? late - before : before - late) / Math.Abs(before);
            if (!(gain >= LeastGain))
                continue;
            yield return new Observation(Say($"'{curve.Identity.Key}' is best at the last step, {curve.Steps[^1]} ({curve.Values[^1]:0.####}), and its last {part} values are on average {gain:0.0%} better than the {part} before")) { Numbers = Numbers(("last", curve.Values[^1]), ("gain", gain)) };
        }
    }
}
