using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Tests of means by Student's distribution: two samples, pairs, and resampled evaluations whose values are correlated.</summary>
public static class TTest
{
    /// <summary>Two independent samples whose variances may differ: Welch's test.</summary>
    /// <param name="first">Finite values, at least two.</param>
    /// <param name="second">Finite values, at least two.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against no difference.</param>
    /// <returns>Statistic t, degrees of freedom after Satterthwaite, difference of means with its interval, Cohen's d with the pooled deviation. Undefined below two values or when both samples are constant.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Source: Welch, Biometrika 34 (1947). Not for pairs, nor for seeds × folds of one data set, nor for a handful of heavily skewed values (<see cref="Permutation"/>).</remarks>
    public static TestResult Welch(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Hypothesis? hypothesis = null)
    {
        const string Method = "Welch t", EffectName = "difference of means";
        hypothesis = Hypothesis.Checked(hypothesis);
        Require.Finite(first, nameof(first));
        Require.Finite(second, nameof(second));
        if (first.Length < 2 || second.Length < 2)
        {
            return TestResult.Undefined(Method, hypothesis, EffectName, Invariant($"each sample needs two values, there are {first.Length} and {second.Length}"), first.Length, second.Length,
                first.IsEmpty || second.IsEmpty ? null : Descriptive.Average(first) - Descriptive.Average(second));
        }

        var effect = Descriptive.Average(first) - Descriptive.Average(second);
        var firstError = Descriptive.SquaredDeviations(first) / (first.Length - 1) / first.Length;
        var secondError = Descriptive.SquaredDeviations(second) / (second.Length - 1) / second.Length;
        var squaredError = firstError + secondError;
        if (squaredError == 0)
            return TestResult.Undefined(Method, hypothesis, EffectName, "both samples are constant", first.Length, second.Length, effect);
        if (!double.IsFinite(squaredError) || !double.IsFinite(effect))
            return TestResult.Undefined(Method, hypothesis, EffectName, "the values are too large for their squares to be numbers", first.Length, second.Length);
        // By shares: squares of squared errors would leave the range of doubles first.
        var (share, rest) = (firstError / squaredError, secondError / squaredError);
        var degrees = 1 / ((share * share / (first.Length - 1)) + (rest * rest / (second.Length - 1)));
        return Result(Method, EffectName, hypothesis, effect, Math.Sqrt(squaredError), degrees, first.Length, second.Length) with
        {
            StandardizedEffect = EffectSize.CohenD(first, second),
            StandardizedEffectName = "Cohen's d",
        };
    }

    /// <summary>Pairs: Student's test of the mean of their differences.</summary>
    /// <param name="differences">First less second of each pair, finite, independent of each other, at least two.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against 0.</param>
    /// <returns>Statistic t with n − 1 degrees of freedom, the mean difference with its interval, and it divided by the differences' deviation. Undefined below two pairs or when all differences are equal.</returns>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    /// <remarks>Source: Student, Biometrika 6 (1908). Not for folds that share training rows: <see cref="CorrectedResampled"/>.</remarks>
    public static TestResult Paired(ReadOnlySpan<double> differences, Hypothesis? hypothesis = null) =>
        OfDifferences("paired t", differences, 0, Hypothesis.Checked(hypothesis));

    /// <summary>
    /// Differences over folds × seeds, or repeated random splits, of one data set: Nadeau and Bengio's corrected resampled t. Their training sets overlap,
    /// which the plain test takes for independence and finds significance in noise.
    /// </summary>
    /// <param name="differences">First less second of each of the J evaluations, finite, at least two.</param>
    /// <param name="trainRows">Rows each model was trained on, at least 1.</param>
    /// <param name="testRows">Rows each was tested on, at least 1; for k folds trainRows / (k − 1).</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against 0.</param>
    /// <returns>t = mean / √((1/J + test/train) s²) with J − 1 degrees of freedom, and the interval from the same error.</returns>
    /// <exception cref="ArgumentException">A difference is not finite or a number of rows is below 1.</exception>
    /// <remarks>
    /// Sources: Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52 (2003); repeated k-fold after Bouckaert and Frank (PAKDD 2004).
    /// Not for independent data sets or replicated simulations, where it is needlessly weak.
    /// </remarks>
    public static TestResult CorrectedResampled(ReadOnlySpan<double> differences, int trainRows, int testRows, Hypothesis? hypothesis = null)
    {
        Require.AtLeast(trainRows, 1, nameof(trainRows));
        Require.AtLeast(testRows, 1, nameof(testRows));
        return OfDifferences("corrected resampled t (Nadeau–Bengio)", differences, (double)testRows / trainRows, Hypothesis.Checked(hypothesis));
    }

    private static TestResult OfDifferences(string method, ReadOnlySpan<double> differences, double overlap, Hypothesis hypothesis)
    {
        const string EffectName = "mean difference";
        Require.Finite(differences, nameof(differences));
        var count = differences.Length;
        if (count < 2)
            return TestResult.Undefined(method, hypothesis, EffectName, Invariant($"the test needs two pairs, there {(count == 1 ? "is 1" : "are 0")}"), count, effect: count == 1 ? differences[0] : null);
        var effect = Descriptive.Average(differences);
        var variance = Descriptive.SquaredDeviations(differences) / (count - 1);
        return variance == 0
            ? TestResult.Undefined(method, hypothesis, EffectName, "all differences are equal", count, effect: effect)
            : Result(method, EffectName, hypothesis, effect, Math.Sqrt(((1.0 / count) + overlap) * variance), count - 1, count, 0) with
            {
                StandardizedEffect = effect / Math.Sqrt(variance),
                StandardizedEffectName = "Cohen's d of differences",
            };
    }

    private static TestResult Result(string method, string effectName, Hypothesis hypothesis, double effect, double error, double degrees, int first, int second)
    {
        var t = (effect - hypothesis.Margin) / error;
        var reach = Distributions.StudentQuantile(1 - hypothesis.TailProbability, degrees) * error;
        return new()
        {
            Method = method,
            Hypothesis = hypothesis,
            Statistic = t,
            PValue = hypothesis.PValue(Distributions.StudentAbove(t, degrees), Distributions.StudentAbove(-t, degrees)),
            Effect = effect,
            EffectName = effectName,
            Interval = hypothesis.Bounded(effect - reach, effect + reach),
            DegreesOfFreedom = degrees,
            FirstCount = first,
            SecondCount = second,
        };
    }
}
