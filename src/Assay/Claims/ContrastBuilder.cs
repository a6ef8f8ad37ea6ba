using Assay.Foundation.Randomness;
using Assay.Planning;
using Assay.Planning.Claims;
using Assay.Statistics;

namespace Assay.Claims;

/// <summary>Makes of a claim's sides an effect that can be tested, or says why none can be.</summary>
internal static class ContrastBuilder
{
    // Fewer say nothing of the spread, whatever the test.
    private const int LeastUnits = 2;

    private const int ManyRows = 1_000_000;

    // The fourth power of what is larger, or smaller, is no double any more, and degrees of freedom need it.
    private const double LargestValue = 1e70;
    private const double SmallestSpread = 1e-70;

    /// <summary>The effect of a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="sides">Treatment and control, or treatment alone, or the effect alone.</param>
    /// <param name="warnings">Takes what was set aside on the way.</param>
    /// <returns>The effect that can be tested, null when there is none; the effect as a number, where there is one; and why it cannot be tested.</returns>
    public static (Contrast? Contrast, double? Effect, string Why) Of(PlanClaim claim, IReadOnlyList<EvidenceSide> sides, List<string> warnings)
    {
        foreach (var side in sides)
        {
            if (side.Used.Count == 0)
                return (null, null, Missing(side));
            if (side.Used.Any(run => Math.Abs(run.Value.Number) > LargestValue))
                return (null, null, $"the {side.Role} has values beyond {Wording.Number(LargestValue)}, which cannot be tested: give it a scale");
        }

        if (sides.SelectMany(side => side.Units).Select(unit => unit.Value).ToList() is { Count: > 1 } values && values.Max() - values.Min() is > 0 and < SmallestSpread)
            return (null, null, $"all values lie within {Wording.Number(SmallestSpread)} of each other, which cannot be tested: give them a scale");
        if (claim.Effect is not null)
            return claim.Effect.Stated is null ? Sampled(claim, sides[0], null, warnings) : Stated(sides[0], null, 0);
        if (claim.Treatment!.Stated is not null)
            return Stated(sides[0], sides.ElementAtOrDefault(1), claim.ControlValue ?? 0);
        return Sampled(claim, sides[0], sides.ElementAtOrDefault(1), warnings);
    }

    private static string Missing(EvidenceSide side) => side.LeftOut.Count == 0
        ? $"no run is selected as {side.Role}"
        : $"no run of the {side.Role} can be used: {string.Join("; ", side.LeftOut.CountBy(run => run.LeftOut!).Select(reason => $"{Wording.Count(reason.Value, "run")}: {reason.Key}"))}";

    private static (Contrast?, double?, string) Stated(EvidenceSide first, EvidenceSide? second, double constant)
    {
        foreach (var side in new[] { first, second }.OfType<EvidenceSide>().Where(side => side.Stated is null))
            return (null, null, $"a stated summary is one run's; the {side.Role} selects {Wording.Whole(side.Used.Count)}");
        var (one, other) = (first.Stated!, second?.Stated);
        var effect = one.Value - (other?.Value ?? constant);
        foreach (var (side, stated) in new[] { (first, one), (second, other) }.Where(pair => pair.Item2 is not null))
        {
            if (stated!.StandardError is not { } known || !double.IsFinite(known))
                return (null, effect, $"the {side!.Role}'s value {Wording.Number(stated.Value)} comes without an error: {stated.How}");
            if (known == 0)
                return (null, effect, $"the {side!.Role}'s stated error is 0: values without any spread are repeats of one computation, not independent evidence");
            if (stated.DegreesOfFreedom is <= 0 || stated.Units is < LeastUnits)
                return (null, effect, $"the {side!.Role} rests on fewer than two independent units");
        }

        var (error, degrees) = other is null
            ? (one.StandardError!.Value, one.DegreesOfFreedom)
            : SummaryTest.Difference(one.StandardError!.Value, one.DegreesOfFreedom, other.StandardError!.Value, other.DegreesOfFreedom);
        var (units, others) = (UnitsOf(one), other is null ? null : UnitsOf(other));
        return (
            new Contrast(effect, degrees is null ? "normal, from stated figures" : "t, from stated figures", asked => SummaryTest.Of(effect, error, degrees, asked, units ?? 0, others ?? 0))
            {
                TreatmentUnits = units,
                ControlUnits = others,
                StandardError = error,
            },
            effect,
            "");
    }

    private static int? UnitsOf(StatedValue stated) => (stated.Units ?? stated.Count) is { } units ? (int)Math.Min(units, int.MaxValue) : null;

    private static (Contrast?, double?, string) Sampled(PlanClaim claim, EvidenceSide first, EvidenceSide? second, List<string> warnings)
    {
        double[] one = [.. first.Units.Select(unit => unit.Value)];
        if (second is null)
        {
            var constant = claim.ControlValue ?? 0;
            return OfDifferences(claim, [.. one.Select(value => value - constant)], "unit", first.Role);
        }

        double[] other = [.. second.Units.Select(unit => unit.Value)];
        if (claim.Test.IsPaired)
            return Paired(claim, first, second, warnings);
        var effect = one.Average() - other.Average();
        if (one.Length < LeastUnits || other.Length < LeastUnits)
            return (null, effect, TooFew(one.Length, other.Length));
        if (IsConstant(one) && IsConstant(other))
            return (null, effect, "neither side has any spread: equal values are repeats of one computation as far as anybody can tell");
        var resampling = ResamplingOf(claim);
        // The bootstrap's draws answer every question; the others ask anew.
        var bootstrap = claim.Test.Kind == ClaimTestKind.Bootstrap ? Bootstrap.MeanDifference(one, other, resampling) : null;
        Func<Hypothesis, TestResult> test = claim.Test.Kind switch
        {
            ClaimTestKind.Bootstrap => asked => bootstrap!.Test(asked),
            ClaimTestKind.Welch => asked => TTest.Welch(one, other, asked),
            ClaimTestKind.MannWhitney => asked => MannWhitney.Test(one, other, asked),
            _ => asked => Permutation.Independent(one, other, resampling, asked),
        };
        var error = Math.Sqrt((VarianceOf(one) / one.Length) + (VarianceOf(other) / other.Length));
        return Made(test, effect, error, one.Length, other.Length, isOneSample: false);
    }

    private static (Contrast?, double?, string) Paired(PlanClaim claim, EvidenceSide first, EvidenceSide second, List<string> warnings)
    {
        var others = second.Units.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        var pairs = first.Units.Where(unit => others.ContainsKey(unit.Name)).Select(unit => (unit.Name, Difference: unit.Value - others[unit.Name].Value)).ToList();
        var alone = first.Units.Count + second.Units.Count - (2 * pairs.Count);
        var by = claim.Test.By ?? EvidenceReader.SeedUnit;
        if (alone > 0)
            warnings.Add($"{Wording.Count(alone, "unit")} without a partner of the same {by} left out");
        if (pairs.Count == 0)
            return (null, null, $"no run of the treatment shares its {by} with one of the control: there are no pairs");
        return OfDifferences(claim, [.. pairs.Select(pair => pair.Difference)], "pair", "pairs");
    }

    private static (Contrast?, double?, string) OfDifferences(PlanClaim claim, double[] differences, string noun, string role)
    {
        var effect = differences.Average();
        if (differences.Length < LeastUnits)
            return (null, effect, $"{(noun == "pair" ? "one pair" : $"one independent unit ({role})")} says nothing of the spread: at least {LeastUnits} are needed");
        if (IsConstant(differences))
            return (null, effect, $"all {Wording.Whole(differences.Length)} {noun}s give the same value: without any spread they are repeats of one computation as far as anybody can tell");
        var resampling = ResamplingOf(claim);
        var bootstrap = claim.Test.Kind == ClaimTestKind.Bootstrap ? Bootstrap.Mean(differences, resampling) : null;
        Func<Hypothesis, TestResult> test = claim.Test.Kind switch
        {
            ClaimTestKind.Bootstrap => asked => bootstrap!.Test(asked),
            ClaimTestKind.Welch => asked => TTest.Paired(differences, asked),
            ClaimTestKind.Wilcoxon => asked => WilcoxonSignedRank.Test(differences, asked),
            ClaimTestKind.NadeauBengio => asked => TTest.CorrectedResampled(differences, ManyRows, Math.Max(1, (int)Math.Round(claim.Test.TestToTrain!.Value * ManyRows)), asked),
            ClaimTestKind.MannWhitney => asked => WilcoxonSignedRank.Test(differences, asked),
            _ => asked => Permutation.Paired(differences, resampling, asked),
        };
        var inflation = claim.Test.Kind == ClaimTestKind.NadeauBengio ? claim.Test.TestToTrain!.Value : 0;
        return Made(test, effect, Math.Sqrt(VarianceOf(differences) * ((1.0 / differences.Length) + inflation)), differences.Length, null, isOneSample: true);
    }

    private static (Contrast?, double?, string) Made(Func<Hypothesis, TestResult> test, double effect, double error, int first, int? second, bool isOneSample)
    {
        var asked = test(Hypothesis.NoEffect);
        return asked.PValue.IsDefined
            ? (new Contrast(asked.Effect.ValueOrNull ?? effect, asked.Method, test) { TreatmentUnits = first, ControlUnits = second, StandardError = error, IsMeasured = true, IsOneSample = isOneSample }, effect, "")
            : (null, effect, asked.PValue.Reason!);
    }

    private static string TooFew(int first, int second) =>
        $"{Wording.Count(first, "independent unit")} of the treatment and {Wording.Whole(second)} of the control say nothing of the spread: at least {LeastUnits} are needed on each side, so that "
        + $"{Wording.Count(Math.Max(0, LeastUnits - first) + Math.Max(0, LeastUnits - second), "run")} {(Math.Max(0, LeastUnits - first) + Math.Max(0, LeastUnits - second) == 1 ? "is" : "are")} missing before a test";

    // The claim's own stream: the same evidence gives the same verdict, bit for bit.
    private static Resampling ResamplingOf(PlanClaim claim) => new(new Seed(0).For("claim").For(claim.Id), claim.Test.Resamples);

    private static bool IsConstant(double[] values) => Array.TrueForAll(values, value => value == values[0]);

    private static double VarianceOf(double[] values) => Descriptive.Variance(values).ValueOrNull ?? 0;
}
