using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Intervals of a proportion: precision is one too, of the rows called positive.</summary>
/// <remarks>Not for rows that come in clusters (<see cref="Bootstrap"/> with a design), and not for the best of many proportions without a <see cref="Correction"/>.</remarks>
public static class Proportion
{
    /// <summary>Wilson's score interval: near its level on average, also for few trials and at 0 and 1. The usual choice.</summary>
    /// <param name="successes">Successes, from 0 to trials.</param>
    /// <param name="trials">Independent trials, 0 or more; with none the interval is [0, 1].</param>
    /// <param name="confidence">Level in (0, 1).</param>
    /// <returns>The interval, inside [0, 1].</returns>
    /// <exception cref="ArgumentException">Counts that cannot be, or the level is no level.</exception>
    /// <remarks>Source: Wilson, JASA 22 (1927); recommended by Brown, Cai and DasGupta, Statistical Science 16 (2001).</remarks>
    public static Interval Wilson(int successes, int trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        if (trials == 0)
            return new(0, 1, confidence);
        var z = Distributions.NormalQuantile((1 + confidence) / 2);
        var (n, p) = ((double)trials, successes / (double)trials);
        var center = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        var reach = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new(successes == 0 ? 0 : Math.Max(0, center - reach), successes == trials ? 1 : Math.Min(1, center + reach), confidence);
    }

    /// <summary>Clopper and Pearson's exact interval: never below its level, hence wide. For a guarantee, not for a picture.</summary>
    /// <param name="successes">Successes, from 0 to trials.</param>
    /// <param name="trials">Independent trials, 0 or more; with none the interval is [0, 1].</param>
    /// <param name="confidence">Level in (0, 1).</param>
    /// <returns>The interval, inside [0, 1].</returns>
    /// <exception cref="ArgumentException">Counts that cannot be, or the level is no level.</exception>
    /// <remarks>Source: Clopper and Pearson, Biometrika 26 (1934).</remarks>
    public static Interval ClopperPearson(int successes, int trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        var tail = (1 - confidence) / 2;
        return new(
            successes == 0 ? 0 : Distributions.BetaQuantile(tail, successes, trials - successes + 1.0),
            successes == trials ? 1 : Distributions.BetaQuantile(1 - tail, successes + 1.0, trials - successes),
            confidence);
    }

    private static void Check(int successes, int trials, double confidence)
    {
        Require.AtLeast(trials, 0, nameof(trials));
        if (successes < 0 || successes > trials)
            throw new ArgumentException(Invariant($"{successes} successes of {trials} trials cannot be."), nameof(successes));
        Require.Level(confidence, nameof(confidence));
    }
}
