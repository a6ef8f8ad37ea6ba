using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>What a test asks: whether an effect lies beyond a margin, and how wide an interval goes with the answer.</summary>
/// <param name="Alternative">The direction that counts.</param>
/// <param name="Margin">The effect under the null hypothesis, in the effect's unit; any finite number.</param>
/// <param name="Confidence">
/// Level of the interval, in (0, 1). The interval belongs to the alternative: [bound, +∞) for <see cref="Alternative.Greater"/>, (−∞, bound] for
/// <see cref="Alternative.Less"/>, so that it excludes the margin when p is below 1 − confidence (exactly or nearly, as the test says).
/// </param>
public sealed record Hypothesis(Alternative Alternative = Alternative.TwoSided, double Margin = 0, double Confidence = 0.95)
{
    /// <summary>Two-sided, against no effect, with a 95 % interval.</summary>
    public static Hypothesis NoEffect { get; } = new();

    // The quantile's level of each finite bound: α, or half of it when there are two.
    internal double TailProbability => Alternative == Alternative.TwoSided ? (1 - Confidence) / 2 : 1 - Confidence;

    internal static Hypothesis Checked(Hypothesis? hypothesis)
    {
        hypothesis ??= NoEffect;
        Require.Level(hypothesis.Confidence, nameof(Confidence));
        if (!double.IsFinite(hypothesis.Margin))
            throw new ArgumentException(Invariant($"The margin is {hypothesis.Margin}; it must be a finite number."), nameof(hypothesis));
        if (!Enum.IsDefined(hypothesis.Alternative))
            throw new ArgumentException(Invariant($"{(int)hypothesis.Alternative} is no alternative."), nameof(hypothesis));
        return hypothesis;
    }

    // The interval with the bounds that the alternative asks for.
    internal Interval Bounded(double lower, double upper) => new(
        Alternative == Alternative.Less ? double.NegativeInfinity : lower,
        Alternative == Alternative.Greater ? double.PositiveInfinity : upper,
        Confidence);

    // p from the probabilities of a statistic at least as large, and at most as large, as the one seen. Two-sided: twice the smaller (Fisher's doubling).
    internal double PValue(double atLeast, double atMost) => Alternative switch
    {
        Alternative.Greater => Math.Min(1, atLeast),
        Alternative.Less => Math.Min(1, atMost),
        _ => Math.Min(1, 2 * Math.Min(atLeast, atMost)),
    };
}
