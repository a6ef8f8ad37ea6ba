namespace Assay.Statistics;

/// <summary>Whether of two models on the same rows one is right more often: only rows that one gets right and the other wrong say anything.</summary>
/// <remarks>
/// Source: McNemar, Psychometrika 12 (1947); interval after Bonett and Price, Statistical Methods in Medical Research 21 (2012). Not for rows that come in clusters, and not for training chance: it compares two fitted
/// models, not two ways of fitting.
/// </remarks>
public static class McNemar
{
    private const string Method = "McNemar";
    private const string EffectName = "difference of proportions right";

    /// <summary>Two models, row by row.</summary>
    /// <param name="first">Whether the first model is right on each row.</param>
    /// <param name="second">Whether the second is.</param>
    /// <param name="hypothesis">Alternative; the margin must be 0. Null is two-sided.</param>
    /// <param name="distribution">Exact (binomial, also what Auto takes) or χ² with continuity correction.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The lengths differ or the margin is not 0.</exception>
    public static TestResult Test(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second, Hypothesis? hypothesis = null, NullDistribution distribution = NullDistribution.Auto)
    {
        Require.SameLength(first.Length, nameof(first), second.Length, nameof(second));
        var (onlyFirst, onlySecond) = (0, 0);
        for (var row = 0; row < first.Length; row++)
        {
            onlyFirst += first[row] && !second[row] ? 1 : 0;
            onlySecond += second[row] && !first[row] ? 1 : 0;
        }

        return Test(onlyFirst, onlySecond, first.Length, hypothesis, distribution);
    }

    /// <summary>Two models, counted.</summary>
    /// <param name="onlyFirst">Rows that only the first model gets right.</param>
    /// <param name="onlySecond">Rows that only the second gets right.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="hypothesis">Alternative; the margin must be 0. Null is two-sided.</param>
    /// <param name="distribution">Exact (binomial, also what Auto takes) or χ² with continuity correction.</param>
    /// <returns>Statistic: the smaller count when exact, else χ². Effect: (onlyFirst − onlySecond) / rows. Undefined when the models are right on the same rows.</returns>
    /// <exception cref="ArgumentException">Counts that cannot be, or the margin is not 0.</exception>
    public static TestResult Test(int onlyFirst, int onlySecond, int rows, Hypothesis? hypothesis = null, NullDistribution distribution = NullDistribution.Auto)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        Require.AtLeast(onlyFirst, 0, nameof(onlyFirst));
        Require.AtLeast(onlySecond, 0, nameof(onlySecond));
        var unequal = onlyFirst + onlySecond;
        Require.AtLeast(rows, unequal, nameof(rows));
        if (hypothesis.Margin != 0)
            throw new ArgumentException(FormattableString.Invariant($"McNemar's test knows no margin but 0, got {hypothesis.Margin}; bootstrap the difference instead."), nameof(hypothesis));
        if (unequal == 0)
            return TestResult.Undefined(Method, hypothesis, EffectName, rows == 0 ? "there is no row" : "both models are right on the same rows", rows, effect: rows == 0 ? null : 0.0);

        var exact = distribution != NullDistribution.Normal;
        double Above(int count, int other) => exact
            ? 1 - Distributions.BinomialAtMost(count - 1, unequal, 0.5)
            : Distributions.NormalAbove((count - other - 1) / Math.Sqrt(unequal));
        double Below(int count, int other) => exact ? Distributions.BinomialAtMost(count, unequal, 0.5) : Distributions.NormalBelow((count - other + 1) / Math.Sqrt(unequal));
        // The upper tail of one count is the lower tail of the other, which keeps its digits.
        var atLeast = exact ? Below(onlySecond, onlyFirst) : Above(onlyFirst, onlySecond);
        var gap = Math.Max(0, Math.Abs(onlyFirst - onlySecond) - 1.0);
        // Bonett and Price: one row more in each of the two cells.
        var (p, q, n) = ((onlyFirst + 1) / (rows + 2.0), (onlySecond + 1) / (rows + 2.0), rows + 2.0);
        var reach = -Distributions.NormalQuantile(hypothesis.TailProbability) * Math.Sqrt((p + q - ((p - q) * (p - q))) / n);
        return new()
        {
            Method = Method,
            Hypothesis = hypothesis,
            Statistic = exact ? Math.Min(onlyFirst, onlySecond) : gap * gap / unequal,
            PValue = hypothesis.PValue(atLeast, Below(onlyFirst, onlySecond)),
            Effect = (onlyFirst - onlySecond) / (double)rows,
            EffectName = EffectName,
            Interval = hypothesis.Bounded(Math.Max(-1, p - q - reach), Math.Min(1, p - q + reach)),
            FirstCount = rows,
            Note = exact ? "exact" : "normal approximation with continuity correction",
        };
    }
}
