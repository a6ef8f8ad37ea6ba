using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>How likely a test is to see an effect that is there, and how many runs it takes.</summary>
/// <remarks>
/// Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988); t by the noncentral distribution. Not after the fact with the effect just found ("observed power" is the p-value in other words):
/// put in the smallest effect that would matter. Runs still needed from an early, lucky effect come out too few.
/// </remarks>
public static class Power
{
    // More runs than anyone will make: the answer is then "too many".
    private const int MostRuns = 10_000_000;

    /// <summary>Power of the two-sample t test.</summary>
    /// <param name="effectSize">Difference of means over the standard deviation, in the alternative's direction when positive; any finite number.</param>
    /// <param name="first">Runs of the first arm, at least 2.</param>
    /// <param name="second">Runs of the second arm, at least 2.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="alternative">Direction.</param>
    /// <returns>Probability of p below α.</returns>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static double OfMeans(double effectSize, int first, int second, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require.AtLeast(first, 2, nameof(first));
        Require.AtLeast(second, 2, nameof(second));
        return OfT(effectSize, Math.Sqrt((double)first * second / ((double)first + second)), first + second - 2.0, alpha, alternative);
    }

    /// <summary>Power of the t test of paired differences.</summary>
    /// <param name="effectSize">Mean difference over the standard deviation of differences.</param>
    /// <param name="pairs">Pairs, at least 2.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="alternative">Direction.</param>
    /// <returns>Probability of p below α.</returns>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static double OfPairs(double effectSize, int pairs, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require.AtLeast(pairs, 2, nameof(pairs));
        return OfT(effectSize, Math.Sqrt(pairs), pairs - 1.0, alpha, alternative);
    }

    /// <summary>Power of the comparison of two proportions, by the arcsine approximation.</summary>
    /// <param name="first">True proportion of the first arm, in [0, 1].</param>
    /// <param name="second">True proportion of the second arm.</param>
    /// <param name="trials">Trials of each arm, at least 1.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="alternative">Direction.</param>
    /// <returns>Probability of p below α.</returns>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static double OfProportions(double first, double second, int trials, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require.AtLeast(trials, 1, nameof(trials));
        Require.Level(alpha, nameof(alpha));
        var shift = EffectSize.CohenH(first, second) * Math.Sqrt(trials / 2.0);
        var critical = -Distributions.NormalQuantile(alternative == Alternative.TwoSided ? alpha / 2 : alpha);
        return alternative switch
        {
            Alternative.Greater => Distributions.NormalAbove(critical - shift),
            Alternative.Less => Distributions.NormalAbove(critical + shift),
            _ => Distributions.NormalAbove(critical - shift) + Distributions.NormalAbove(critical + shift),
        };
    }

    /// <summary>Runs per arm with which the two-sample t test has the power.</summary>
    /// <param name="effectSize">Difference of means over the standard deviation.</param>
    /// <param name="power">Power wanted, in (0, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="alternative">Direction.</param>
    /// <returns>The smallest number, at least 2; undefined when the effect is none or points the other way.</returns>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static Quantity RunsForMeans(double effectSize, double power = 0.8, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        Smallest(effectSize, power, alternative, 2, runs => OfMeans(effectSize, runs, runs, alpha, alternative));

    /// <summary>Pairs with which the t test of differences has the power.</summary>
    /// <param name="effectSize">Mean difference over the standard deviation of differences.</param>
    /// <param name="power">Power wanted, in (0, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="alternative">Direction.</param>
    /// <returns>The smallest number, at least 2; undefined when the effect is none or points the other way.</returns>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static Quantity PairsForMean(double effectSize, double power = 0.8, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        Smallest(effectSize, power, alternative, 2, pairs => OfPairs(effectSize, pairs, alpha, alternative));

    /// <summary>Trials per arm with which two proportions can be told apart.</summary>
    /// <param name="first">True proportion of the first arm, in [0, 1].</param>
    /// <param name="second">True proportion of the second arm.</param>
    /// <param name="power">Power wanted, in (0, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="alternative">Direction.</param>
    /// <returns>The smallest number; undefined when the proportions are equal or differ the other way.</returns>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static Quantity TrialsForProportions(double first, double second, double power = 0.8, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        Smallest(EffectSize.CohenH(first, second), power, alternative, 1, trials => OfProportions(first, second, trials, alpha, alternative));

    /// <summary>Runs to add to each arm until the t test would have the power, if effect and spread stay as they are.</summary>
    /// <param name="first">Values of the first arm, finite.</param>
    /// <param name="second">Values of the second arm, finite.</param>
    /// <param name="hypothesis">Alternative, margin, and the level as 1 − confidence; null is two-sided at 5 %.</param>
    /// <param name="power">Power wanted, in (0, 1).</param>
    /// <returns>Runs for the smaller arm, 0 when there are enough; undefined with the reason when no number of runs would do.</returns>
    /// <exception cref="ArgumentException">A value is not finite or a number out of range.</exception>
    public static Quantity RunsStillNeeded(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Hypothesis? hypothesis = null, double power = 0.8)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        var d = EffectSize.CohenD(first, second);
        if (!d.IsDefined)
            return d;
        var effect = Descriptive.Average(first) - Descriptive.Average(second);
        var pooled = Math.Sqrt((Descriptive.SquaredDeviations(first) + Descriptive.SquaredDeviations(second)) / (first.Length + second.Length - 2));
        var runs = RunsForMeans((effect - hypothesis.Margin) / pooled, power, 1 - hypothesis.Confidence, hypothesis.Alternative);
        return runs.IsDefined ? Math.Max(0, runs.Value - Math.Min(first.Length, second.Length)) : runs;
    }

    /// <summary>Pairs to add until the t test of differences would have the power, if effect and spread stay as they are.</summary>
    /// <param name="differences">First less second of each pair, finite.</param>
    /// <param name="hypothesis">Alternative, margin, and the level as 1 − confidence; null is two-sided at 5 %.</param>
    /// <param name="power">Power wanted, in (0, 1).</param>
    /// <returns>Pairs, 0 when there are enough; undefined with the reason when no number would do.</returns>
    /// <exception cref="ArgumentException">A difference is not finite or a number out of range.</exception>
    public static Quantity PairsStillNeeded(ReadOnlySpan<double> differences, Hypothesis? hypothesis = null, double power = 0.8)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        var deviation = Descriptive.StandardDeviation(differences);
        if (!deviation.IsDefined)
            return deviation;
        if (deviation.Value == 0)
            return Quantity.Undefined("all differences are equal");
        var pairs = PairsForMean((Descriptive.Average(differences) - hypothesis.Margin) / deviation.Value, power, 1 - hypothesis.Confidence, hypothesis.Alternative);
        return pairs.IsDefined ? Math.Max(0, pairs.Value - differences.Length) : pairs;
    }

    private static double OfT(double effectSize, double scale, double degrees, double alpha, Alternative alternative)
    {
        if (!double.IsFinite(effectSize))
            throw new ArgumentException(Invariant($"The effect size is {effectSize}; it must be a finite number."), nameof(effectSize));
        Require.Level(alpha, nameof(alpha));
        var shift = effectSize * scale;
        var critical = Distributions.StudentQuantile(1 - (alternative == Alternative.TwoSided ? alpha / 2 : alpha), degrees);
        return alternative switch
        {
            Alternative.Greater => Above(critical, shift),
            Alternative.Less => Above(critical, -shift),
            _ => Above(critical, shift) + Above(critical, -shift),
        };

        // Far beyond the critical value the series underflows, and the answer is 1.
        double Above(double t, double noncentrality) => noncentrality > t + 38 ? 1 : noncentrality < t - 38 && noncentrality < -37 ? 0 : 1 - Distributions.NoncentralStudentBelow(t, degrees, noncentrality);
    }

    private static Quantity Smallest(double effect, double power, Alternative alternative, int least, Func<int, double> powerOf)
    {
        Require.Level(power, nameof(power));
        if (!double.IsFinite(effect))
            throw new ArgumentException(Invariant($"The effect size is {effect}; it must be a finite number."), nameof(effect));
        var along = alternative switch { Alternative.Greater => effect, Alternative.Less => -effect, _ => Math.Abs(effect) };
        if (along <= 0)
            return Quantity.Undefined(along == 0 ? "there is no effect to be seen" : "the effect points the other way");
        var high = least;
        while (powerOf(high) < power)
        {
            if (high >= MostRuns)
                return Quantity.Undefined(Invariant($"more than {MostRuns} would be needed"));
            high = Math.Min(MostRuns, high * 2);
        }

        var low = Math.Max(least - 1, high / 2);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (middle >= least && powerOf(middle) >= power)
                high = middle;
            else
                low = middle;
        }

        return high;
    }
}
