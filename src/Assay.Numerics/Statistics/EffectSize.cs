using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Effects without a unit, first sample against second. They say how large a difference is against the spread, not whether it matters.</summary>
public static class EffectSize
{
    /// <summary>Cohen's d: difference of means over the pooled standard deviation (divisors n − 1).</summary>
    /// <param name="first">Finite values, at least two.</param>
    /// <param name="second">Finite values, at least two.</param>
    /// <returns>d, undefined below two values each or when both samples are constant.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988). Too large by some 4/(4·df − 1) for small samples: <see cref="HedgesG"/>. Seeds of one setting have a tiny spread, which makes any difference "large".</remarks>
    public static Quantity CohenD(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Require.Finite(first, nameof(first));
        Require.Finite(second, nameof(second));
        if (first.Length < 2 || second.Length < 2)
            return Quantity.Undefined(Invariant($"each sample needs two values, there are {first.Length} and {second.Length}"));
        var pooled = (Descriptive.SquaredDeviations(first) + Descriptive.SquaredDeviations(second)) / (first.Length + second.Length - 2);
        return pooled == 0 ? Quantity.Undefined("both samples are constant") : (Descriptive.Average(first) - Descriptive.Average(second)) / Math.Sqrt(pooled);
    }

    /// <summary>Hedges' g: Cohen's d without its small-sample bias, by the exact factor Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2)), ν = n₁ + n₂ − 2.</summary>
    /// <param name="first">Finite values, at least two.</param>
    /// <param name="second">Finite values, at least two.</param>
    /// <returns>g, undefined where d is.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Source: Hedges, Journal of Educational Statistics 6 (1981).</remarks>
    public static Quantity HedgesG(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var d = CohenD(first, second);
        if (!d.IsDefined)
            return d;
        var half = (first.Length + second.Length - 2) / 2.0;
        return d.Value * Math.Exp(MathNet.Numerics.SpecialFunctions.GammaLn(half) - MathNet.Numerics.SpecialFunctions.GammaLn(half - 0.5)) / Math.Sqrt(half);
    }

    /// <summary>Cliff's delta: probability that a value of the first sample is larger than one of the second, less that it is smaller; in [−1, 1].</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">Finite values.</param>
    /// <returns>Delta, which is also the rank-biserial correlation 2U/(mn) − 1; undefined when a sample is empty.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Source: Cliff, Psychological Bulletin 114 (1993).</remarks>
    public static Quantity CliffDelta(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Require.Finite(first, nameof(first));
        Require.Finite(second, nameof(second));
        if (first.IsEmpty || second.IsEmpty)
            return Quantity.Undefined(Invariant($"the {(first.IsEmpty ? "first" : "second")} sample is empty"));
        var sorted = second.ToArray();
        Array.Sort(sorted);
        var balance = 0L;
        foreach (var value in first)
            balance += CountBelow(sorted, value, false) - (sorted.Length - CountBelow(sorted, value, true));
        return balance / ((double)first.Length * second.Length);
    }

    /// <summary>Matched-pairs rank-biserial correlation: the share of the signed-rank sum above 0 less that below; in [−1, 1].</summary>
    /// <param name="differences">First less second of each pair, finite.</param>
    /// <returns>The correlation, undefined when every difference is 0.</returns>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    /// <remarks>Source: Kerby, Comprehensive Psychology 3 (2014).</remarks>
    public static Quantity RankBiserial(ReadOnlySpan<double> differences) => WilcoxonSignedRank.Test(differences).StandardizedEffect;

    /// <summary>Cohen's h: difference of two proportions on the arcsine scale, 2·asin√p₁ − 2·asin√p₂.</summary>
    /// <param name="first">A proportion in [0, 1].</param>
    /// <param name="second">A proportion in [0, 1].</param>
    /// <returns>h, in [−π, π].</returns>
    /// <exception cref="ArgumentException">A proportion lies outside [0, 1].</exception>
    /// <remarks>Source: Cohen (1988), chapter 6.</remarks>
    public static double CohenH(double first, double second)
    {
        Require.Probability(first, nameof(first));
        Require.Probability(second, nameof(second));
        return (2 * Math.Asin(Math.Sqrt(first))) - (2 * Math.Asin(Math.Sqrt(second)));
    }

    private static int CountBelow(double[] sorted, double value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
