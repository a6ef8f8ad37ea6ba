using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Whether paired differences are centered at the margin: the Wilcoxon signed-rank test.</summary>
/// <remarks>
/// Sources: Wilcoxon, Biometrics Bulletin 1 (1945); interval after Hollander and Wolfe, "Nonparametric Statistical Methods" (1999), section 3.
/// It assumes that differences are symmetric about their center and independent. Not for folds or seeds of one split, whose differences are correlated
/// (<see cref="TTest.CorrectedResampled"/>); below six pairs no two-sided p can reach .05.
/// </remarks>
public static class WilcoxonSignedRank
{
    private const string Method = "Wilcoxon signed rank";
    private const string EffectName = "pseudomedian of differences (Hodges–Lehmann)";
    private const int ExactPairs = 100; // n² · (n + 1) additions: 10⁶.

    /// <summary>Tests differences of pairs.</summary>
    /// <param name="differences">First less second of each pair, finite.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against 0.</param>
    /// <param name="distribution">Exact or approximate; exact by itself up to 100 pairs, with ties too.</param>
    /// <returns>
    /// Statistic T⁺, the rank sum of differences above the margin. Differences equal to the margin are left out of it (Wilcoxon's way) and counted in the note. Effect: the median of
    /// pairwise means of all differences. Standardized effect: matched-pairs rank-biserial correlation. Undefined when no difference is left.
    /// </returns>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static TestResult Test(ReadOnlySpan<double> differences, Hypothesis? hypothesis = null, NullDistribution distribution = NullDistribution.Auto)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        Require.Finite(differences, nameof(differences));
        if (differences.IsEmpty)
            return TestResult.Undefined(Method, hypothesis, EffectName, "there is no pair", 0);
        var sorted = differences.ToArray();
        Array.Sort(sorted);
        var center = PairwiseOrder.MedianMean(sorted);
        var margin = hypothesis.Margin;
        double[] shifted = [.. sorted.Select(value => value - margin).Where(value => value != 0)];
        if (shifted.Length == 0)
            return TestResult.Undefined(Method, hypothesis, EffectName, "every difference equals the margin", sorted.Length, effect: center);

        var (doubled, ties) = MidRanks.Of(Array.ConvertAll(shifted, Math.Abs));
        var (twicePositive, twiceAll) = (0L, 0L);
        for (var index = 0; index < shifted.Length; index++)
        {
            twiceAll += doubled[index];
            twicePositive += shifted[index] > 0 ? doubled[index] : 0;
        }

        var exact = distribution == NullDistribution.Exact || (distribution == NullDistribution.Auto && shifted.Length <= ExactPairs);
        var (atLeast, atMost) = exact ? ExactTails(doubled, (int)twicePositive) : NormalTails(twicePositive / 2.0, shifted.Length, ties);
        var zeros = sorted.Length - shifted.Length;
        return new()
        {
            Method = Method,
            Hypothesis = hypothesis,
            Statistic = twicePositive / 2.0,
            PValue = hypothesis.PValue(atLeast, atMost),
            Effect = center,
            EffectName = EffectName,
            Interval = CenterInterval(sorted, hypothesis, exact),
            StandardizedEffect = ((2.0 * twicePositive) - twiceAll) / twiceAll,
            StandardizedEffectName = "matched-pairs rank-biserial correlation",
            FirstCount = sorted.Length,
            Note = (exact ? "exact" : "normal approximation") + (ties > 0 ? ", ties" : "") + (zeros > 0 ? Invariant($", {zeros} differences equal to the margin left out of T⁺") : ""),
        };
    }

    private static (double AtLeast, double AtMost) ExactTails(int[] doubled, int twicePositive)
    {
        var probabilities = RankSumDistribution.SignedRanks(doubled);
        var (atLeast, atMost) = (0.0, 0.0);
        for (var sum = probabilities.Length - 1; sum >= twicePositive; sum--)
            atLeast += probabilities[sum];
        for (var sum = 0; sum <= twicePositive; sum++)
            atMost += probabilities[sum];
        return (atLeast, atMost);
    }

    private static (double AtLeast, double AtMost) NormalTails(double positive, int count, double ties)
    {
        var (center, deviation) = (count * (count + 1.0) / 4, Deviation(count, ties));
        return (Distributions.NormalAbove((positive - center - 0.5) / deviation), Distributions.NormalBelow((positive - center + 0.5) / deviation));
    }

    private static double Deviation(double count, double ties) => Math.Sqrt((count * (count + 1) * ((2 * count) + 1) / 24) - (ties / 48));

    private static Interval CenterInterval(double[] sorted, Hypothesis hypothesis, bool exact)
    {
        var count = (long)sorted.Length * (sorted.Length + 1) / 2;
        long c;
        if (exact && sorted.Length <= ExactPairs)
        {
            var probabilities = RankSumDistribution.SignedRanks([.. Enumerable.Range(1, sorted.Length)]);
            var below = 0.0;
            for (c = 0; c < probabilities.Length && below + probabilities[c] <= hypothesis.TailProbability; c++)
                below += probabilities[c];
        }
        else
        {
            c = (long)Math.Floor((count / 2.0) + 0.5 + (Distributions.NormalQuantile(hypothesis.TailProbability) * Deviation(sorted.Length, 0)));
        }

        return c < 1
            ? hypothesis.Bounded(double.NegativeInfinity, double.PositiveInfinity)
            : hypothesis.Bounded(PairwiseOrder.Mean(sorted, c), PairwiseOrder.Mean(sorted, count + 1 - c));
    }
}
