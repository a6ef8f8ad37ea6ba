using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Whether values of one sample tend to be larger than those of another: the Mann–Whitney U (Wilcoxon rank-sum) test.</summary>
/// <remarks>
/// Sources: Mann and Whitney, Annals of Mathematical Statistics 18 (1947); interval and estimate of the shift after Hollander and Wolfe, "Nonparametric Statistical Methods" (1999), section 4.
/// Not for pairs (<see cref="WilcoxonSignedRank"/>), and not for values that share an origin: the ten pairs made of five seeds are five units, see the page on statistics.
/// It is no test of medians when the samples differ in spread.
/// </remarks>
public static class MannWhitney
{
    private const string Method = "Mann–Whitney U";
    private const string EffectName = "shift (Hodges–Lehmann)";
    private const long ExactWork = 100_000_000;    // Additions of the recurrence without ties: 100 + 100 takes 5·10⁷.
    private const long ExactTiedWork = 30_000_000; // Additions of the count of subsets with ties.

    /// <summary>Tests the first sample against the second.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">Finite values.</param>
    /// <param name="hypothesis">Alternative and margin (the first sample's values are lessened by the margin); null is two-sided against no shift.</param>
    /// <param name="distribution">Exact or approximate.</param>
    /// <returns>
    /// Statistic U of the first sample (pairs in which it is larger, ties half). Effect: the shift, median of all differences, with an interval that takes ties as
    /// untied, hence a little wide. Standardized effect: rank-biserial correlation 2U/(mn) − 1, also Cliff's delta. Undefined when a sample is empty or all values are equal.
    /// </returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static TestResult Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Hypothesis? hypothesis = null, NullDistribution distribution = NullDistribution.Auto)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        Require.Finite(first, nameof(first));
        Require.Finite(second, nameof(second));
        if (first.IsEmpty || second.IsEmpty)
            return TestResult.Undefined(Method, hypothesis, EffectName, Invariant($"the {(first.IsEmpty ? "first" : "second")} sample is empty"), first.Length, second.Length);

        double[] x = first.ToArray(), y = second.ToArray();
        Array.Sort(x);
        Array.Sort(y);
        var shift = PairwiseOrder.MedianDifference(x, y);
        var pooled = new double[x.Length + y.Length];
        for (var index = 0; index < x.Length; index++)
            pooled[index] = x[index] - hypothesis.Margin;
        y.CopyTo(pooled, x.Length);
        var (doubled, ties) = MidRanks.Of(pooled);
        if (pooled.AsSpan().IndexOfAnyExcept(pooled[0]) < 0)
            return TestResult.Undefined(Method, hypothesis, EffectName, "all values are equal", x.Length, y.Length, shift);

        var rankSum = doubled.AsSpan(0, x.Length).ToArray().Sum(rank => (long)rank);
        var twiceU = rankSum - ((long)x.Length * (x.Length + 1));
        var pairs = (double)x.Length * y.Length;
        var exact = distribution != NullDistribution.Normal && (distribution == NullDistribution.Exact || IsQuick(x.Length, y.Length, ties > 0));
        var (atLeast, atMost) = exact
            ? ties > 0 ? TiedTails(doubled, x.Length) : Tails(twiceU / 2, x.Length, y.Length)
            : NormalTails(twiceU / 2.0, x.Length, y.Length, ties);
        var standardized = hypothesis.Margin == 0 ? (twiceU / pairs) - 1 : EffectSize.CliffDelta(first, second).Value;
        return new()
        {
            Method = Method,
            Hypothesis = hypothesis,
            Statistic = twiceU / 2.0,
            PValue = hypothesis.PValue(atLeast, atMost),
            Effect = shift,
            EffectName = EffectName,
            Interval = ShiftInterval(x, y, hypothesis, exact),
            StandardizedEffect = standardized,
            StandardizedEffectName = "rank-biserial correlation",
            FirstCount = x.Length,
            SecondCount = y.Length,
            Note = (exact ? "exact" : "normal approximation") + (ties > 0 ? ", ties" : ""),
        };
    }

    private static bool IsQuick(int m, int n, bool ties)
    {
        double work = ties
            ? (double)(m + n) * Math.Min(m, n) * Math.Min(m, n) * (m + n)
            : (double)m * n * m * n / 2;
        return work <= (ties ? ExactTiedWork : ExactWork);
    }

    private static (double AtLeast, double AtMost) Tails(long u, int m, int n)
    {
        var probabilities = RankSumDistribution.MannWhitney(m, n);
        var mirrored = ((long)m * n) - u;
        var (small, other) = (Math.Min(u, mirrored), 0.0);
        var tail = 0.0;
        for (var value = 0; value <= small; value++)
            tail += probabilities[value];
        other = 1 - (tail - probabilities[small]);
        return u <= mirrored ? (other, tail) : (tail, other);
    }

    // The smaller sample is chosen from all ranks; the tails of the first follow from those of the smaller.
    private static (double AtLeast, double AtMost) TiedTails(int[] doubled, int first)
    {
        var firstIsSmaller = first <= doubled.Length - first;
        var chosen = firstIsSmaller ? first : doubled.Length - first;
        var sum = (firstIsSmaller ? doubled.AsSpan(0, first) : doubled.AsSpan(first)).ToArray().Sum();
        var (atLeast, atMost) = TailsAt(RankSumDistribution.Subsets(doubled, chosen), sum);
        return firstIsSmaller ? (atLeast, atMost) : (atMost, atLeast);
    }

    private static (double AtLeast, double AtMost) TailsAt(double[] probabilities, int value)
    {
        var (atLeast, atMost) = (0.0, 0.0);
        for (var sum = probabilities.Length - 1; sum >= value; sum--)
            atLeast += probabilities[sum];
        for (var sum = 0; sum <= value; sum++)
            atMost += probabilities[sum];
        return (atLeast, atMost);
    }

    private static (double AtLeast, double AtMost) NormalTails(double u, int m, int n, double ties)
    {
        var deviation = Deviation(m, n, ties);
        var center = (double)m * n / 2;
        return (Distributions.NormalAbove((u - center - 0.5) / deviation), Distributions.NormalBelow((u - center + 0.5) / deviation));
    }

    private static double Deviation(int m, int n, double ties)
    {
        double all = (double)m + n;
        return Math.Sqrt((double)m * n / 12 * (all + 1 - (ties / (all * (all - 1)))));
    }

    // The c-th smallest and largest difference, with c the largest such that P(U ≤ c − 1) does not exceed the tail.
    private static Interval ShiftInterval(double[] x, double[] y, Hypothesis hypothesis, bool exact)
    {
        var count = (long)x.Length * y.Length;
        long c;
        if (exact && IsQuick(x.Length, y.Length, false))
        {
            var probabilities = RankSumDistribution.MannWhitney(x.Length, y.Length);
            var below = 0.0;
            for (c = 0; c < probabilities.Length && below + probabilities[c] <= hypothesis.TailProbability; c++)
                below += probabilities[c];
        }
        else
        {
            c = (long)Math.Floor((count / 2.0) + 0.5 + (Distributions.NormalQuantile(hypothesis.TailProbability) * Deviation(x.Length, y.Length, 0)));
        }

        return c < 1
            ? hypothesis.Bounded(double.NegativeInfinity, double.PositiveInfinity)
            : hypothesis.Bounded(PairwiseOrder.Difference(x, y, c), PairwiseOrder.Difference(x, y, count + 1 - c));
    }
}
