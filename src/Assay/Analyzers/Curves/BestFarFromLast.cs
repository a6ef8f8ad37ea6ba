using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>
/// AS105. A validation metric was clearly better long before the end, so that a value of the last step is not one of the best checkpoint. The
/// noise of the curve is the standard deviation of its steps from one value to the next, divided by √2.
/// </summary>
internal sealed class BestFarFromLast() : Analyzer<RunSubject>(new Rule(
    "AS105",
    "Best step far from the last",
    Severity.Warning,
    "Report and keep the checkpoint of the best step, chosen on validation, and say of every number which step it is from."))
{
    private const int FewestSteps = 8;

    // The best lies in the first four fifths.
    private const double LatestPart = 0.8;

    private const double NoiseMultiple = 2;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        var valid = subject.Curves.Where(curve => curve.Role.Split is CurveSplit.Valid or CurveSplit.Test && curve.Values.Count >= FewestSteps).ToList();
        // A rising loss beside another metric is AS103's.
        foreach (var curve in valid.Where(curve => !curve.Role.IsLoss || valid.TrueForAll(other => other.Role.IsLoss)))
        {
            var best = curve.BestIndex;
            var last = curve.Values[^1];
            if (best < 0 || !double.IsFinite(last) || best >= LatestPart * (curve.Values.Count - 1))
                continue;
            var noise = Noise(curve);
            var lost = Math.Abs(curve.Values[best] - last);
            if (!(lost > NoiseMultiple * noise) || lost == 0)
                continue;
            yield return new Observation(Say($"'{curve.Identity.Key}' is best at step {curve.Steps[best]} ({curve.Values[best]:0.####}) and ends at {last:0.####} at step {curve.Steps[^1]}: {lost:0.####} worse, {(noise > 0 ? Say($"{lost / noise:0.0} times the curve's noise of {noise:0.####}") : "on a curve without noise")}"))
            {
                Numbers = Numbers(("best_step", curve.Steps[best]), ("best", curve.Values[best]), ("last_step", curve.Steps[^1]), ("last", last), ("noise", noise)),
            };
        }
    }

    private static double Noise(Curve curve)
    {
        var steps = Enumerable.Range(1, curve.Values.Count - 1).Select(i => curve.Values[i] - curve.Values[i - 1]).Where(double.IsFinite).ToList();
        if (steps.Count < 2)
            return 0;
        var mean = steps.Average();
        return Math.Sqrt(steps.Sum(step => (step - mean) * (step - mean)) / (steps.Count - 1) / 2);
    }
}
