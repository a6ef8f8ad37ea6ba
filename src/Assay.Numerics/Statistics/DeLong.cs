using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Areas under ROC curves with their errors, one or two over the same rows, without resampling.</summary>
/// <remarks>
/// Sources: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), in the O(n log n) form of Sun and Xu, IEEE Signal Processing Letters 21 (2014).
/// Not for nested models fitted on the very rows they are compared on, for fewer than some ten rows of a class, nor for rows that come in clusters (<see cref="Bootstrap"/> with a design).
/// </remarks>
public static class DeLong
{
    private const string Method = "DeLong";
    private const string EffectName = "AUROC difference";

    /// <summary>One area.</summary>
    /// <param name="scores">Finite scores, higher for positives.</param>
    /// <param name="positives">Whether each row is a positive.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>Area, standard error, and the normal interval cut to [0, 1]. Undefined with one class; without error below two rows of a class, or when the classes do not overlap.</returns>
    /// <exception cref="ArgumentException">A score is not finite, the lengths differ, or the level is no level.</exception>
    public static Estimate Area(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, double confidence = 0.95)
    {
        Require.Level(confidence, nameof(confidence));
        if (OneClass(scores, positives) is { } reason)
            return Estimate.Undefined(reason);
        var (area, variance) = Moments(Placements(scores, positives), positives);
        if (!(variance > 0))
            return Estimate.Undefined(double.IsNaN(variance) ? "an error needs two rows of each class" : "the classes do not overlap, which leaves no variance to see", area);
        var error = Math.Sqrt(variance);
        var reach = Distributions.NormalQuantile((1 + confidence) / 2) * error;
        return new(area, error, new(Math.Max(0, area - reach), Math.Min(1, area + reach), confidence));
    }

    /// <summary>Two models on the same rows, first less second.</summary>
    /// <param name="first">Finite scores of the first model.</param>
    /// <param name="second">Scores of the second, row by row.</param>
    /// <param name="positives">Whether each row is a positive.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against no difference.</param>
    /// <returns>Statistic z, difference of areas with its interval. Undefined with one class, below two rows of a class, or when both models rank alike.</returns>
    /// <exception cref="ArgumentException">A score is not finite or the lengths differ.</exception>
    public static TestResult Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> positives, Hypothesis? hypothesis = null)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        Require.Finite(second, nameof(second));
        Require.SameLength(first.Length, nameof(first), second.Length, nameof(second));
        if (OneClass(first, positives) is { } reason)
            return TestResult.Undefined(Method, hypothesis, EffectName, reason, positives.Length);
        var differences = Placements(first, positives);
        var others = Placements(second, positives);
        for (var row = 0; row < differences.Length; row++)
            differences[row] -= others[row];
        var (difference, variance) = Moments(differences, positives);
        if (!(variance > 0))
            return TestResult.Undefined(Method, hypothesis, EffectName, double.IsNaN(variance) ? "an error needs two rows of each class" : "both models place every row alike", positives.Length, effect: difference);
        return NormalTest(Method, EffectName, hypothesis, difference, Math.Sqrt(variance), positives.Length);
    }

    internal static TestResult NormalTest(string method, string effectName, Hypothesis hypothesis, double effect, double error, int count)
    {
        var z = (effect - hypothesis.Margin) / error;
        var reach = -Distributions.NormalQuantile(hypothesis.TailProbability) * error;
        return new()
        {
            Method = method,
            Hypothesis = hypothesis,
            Statistic = z,
            PValue = hypothesis.PValue(Distributions.NormalAbove(z), Distributions.NormalBelow(z)),
            Effect = effect,
            EffectName = effectName,
            Interval = hypothesis.Bounded(effect - reach, effect + reach),
            FirstCount = count,
        };
    }

    private static string? OneClass(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        Require.Finite(scores, nameof(scores));
        Require.SameLength(scores.Length, nameof(scores), positives.Length, nameof(positives));
        var count = positives.Count(true);
        return positives.IsEmpty ? "the sample is empty" : count == 0 || count == positives.Length ? Invariant($"only {(count == 0 ? "negatives" : "positives")} occur") : null;
    }

    // By row.
    private static double[] Placements(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        var order = Ranking.Order(scores);
        var byPosition = Ranking.Of(scores, positives, order).Placements();
        var placements = new double[order.Length];
        for (var position = 0; position < order.Length; position++)
            placements[order[position]] = byPosition[position];
        return placements;
    }

    // Mean over positives, and the sum of both classes' variances of the mean.
    private static (double Mean, double Variance) Moments(double[] placements, ReadOnlySpan<bool> positives)
    {
        List<double> ofPositives = [], ofNegatives = [];
        for (var row = 0; row < placements.Length; row++)
            (positives[row] ? ofPositives : ofNegatives).Add(placements[row]);
        double[] x = [.. ofPositives], y = [.. ofNegatives];
        var variance = x.Length < 2 || y.Length < 2
            ? double.NaN
            : (Descriptive.SquaredDeviations(x) / (x.Length - 1) / x.Length) + (Descriptive.SquaredDeviations(y) / (y.Length - 1) / y.Length);
        return (Descriptive.Average(x), variance);
    }
}
