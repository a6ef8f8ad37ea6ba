namespace Assay.Statistics;

/// <summary>Error of an area under the ROC curve when only the area and the class counts are known, as in a published table.</summary>
/// <remarks>
/// Source: Hanley and McNeil, Radiology 143 (1982), with exponential score distributions. Not where scores are at hand: <see cref="DeLong"/> makes no such assumption and knows
/// that two models on the same rows err together.
/// </remarks>
public static class HanleyMcNeil
{
    /// <summary>The area with its standard error.</summary>
    /// <param name="area">Area under the curve, in [0, 1].</param>
    /// <param name="positives">Positive rows, at least 1.</param>
    /// <param name="negatives">Negative rows, at least 1.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>Area, error, normal interval cut to [0, 1]; without error at 0 and 1, where the formula says 0.</returns>
    /// <exception cref="ArgumentException">The area is no probability, a count is below 1, or the level is no level.</exception>
    public static Estimate Area(double area, int positives, int negatives, double confidence = 0.95)
    {
        Require.Probability(area, nameof(area));
        Require.AtLeast(positives, 1, nameof(positives));
        Require.AtLeast(negatives, 1, nameof(negatives));
        Require.Level(confidence, nameof(confidence));
        var error = Error(area, positives, negatives);
        if (error == 0)
            return Estimate.Undefined("at an area of 0 or 1 the formula's error is 0", area);
        var reach = Distributions.NormalQuantile((1 + confidence) / 2) * error;
        return new(area, error, new(Math.Max(0, area - reach), Math.Min(1, area + reach), confidence));
    }

    /// <summary>Two areas with the same class counts, first less second.</summary>
    /// <param name="first">Area of the first model, in [0, 1].</param>
    /// <param name="second">Area of the second.</param>
    /// <param name="positives">Positive rows, at least 1.</param>
    /// <param name="negatives">Negative rows, at least 1.</param>
    /// <param name="correlation">Correlation of the two areas, in [0, 1): 0 for different rows; for the same rows some .3 to .7, and 0 errs on the careful side.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against no difference.</param>
    /// <returns>Statistic z and the difference with its interval; undefined when both errors are 0.</returns>
    /// <exception cref="ArgumentException">An area is no probability, a count is below 1, or the correlation lies outside [0, 1).</exception>
    /// <remarks>Source: Hanley and McNeil, Radiology 148 (1983).</remarks>
    public static TestResult Test(double first, double second, int positives, int negatives, double correlation = 0, Hypothesis? hypothesis = null)
    {
        const string Method = "Hanley–McNeil", EffectName = "AUROC difference";
        hypothesis = Hypothesis.Checked(hypothesis);
        Require.Probability(first, nameof(first));
        Require.Probability(second, nameof(second));
        Require.AtLeast(positives, 1, nameof(positives));
        Require.AtLeast(negatives, 1, nameof(negatives));
        if (!(correlation >= 0 && correlation < 1))
            throw new ArgumentException(FormattableString.Invariant($"The correlation is {correlation}; it must lie in [0, 1)."), nameof(correlation));
        var (a, b) = (Error(first, positives, negatives), Error(second, positives, negatives));
        var error = Math.Sqrt((a * a) + (b * b) - (2 * correlation * a * b));
        return error > 0
            ? DeLong.NormalTest(Method, EffectName, hypothesis, first - second, error, positives + negatives)
            : TestResult.Undefined(Method, hypothesis, EffectName, "at areas of 0 or 1 the formula's error is 0", positives + negatives, effect: first - second);
    }

    private static double Error(double area, double positives, double negatives)
    {
        var (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area));
        var variance = ((area * (1 - area)) + ((positives - 1) * (q1 - (area * area))) + ((negatives - 1) * (q2 - (area * area)))) / (positives * negatives);
        return Math.Sqrt(Math.Max(0, variance));
    }
}
