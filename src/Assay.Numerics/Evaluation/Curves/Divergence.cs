namespace Assay.Evaluation.Curves;

/// <summary>Training that ran away: a value that is no number any more, or a curve that ends far worse than it began.</summary>
/// <param name="Point">Where it begins.</param>
/// <param name="NotFinite">Whether the value there is NaN or ±∞.</param>
/// <param name="Start">The curve's first finite value, what it is compared with; null when there is none.</param>
public sealed record Divergence(CurvePoint Point, bool NotFinite, CurvePoint? Start)
{
    /// <summary>How much worse than at the start counts as divergence: half the start's size.</summary>
    public const double UsualExcess = 0.5;

    /// <summary>Looks for divergence: the first value that is not finite; else the first point of the last stretch, up to the end, of values worse than the start by more than an excess.</summary>
    /// <param name="steps">Steps, growing.</param>
    /// <param name="values">The values.</param>
    /// <param name="optimum">Which values are better.</param>
    /// <param name="excess">How much worse, as a share of the size of the first finite value, above 0. A peak that training recovers from does not count.</param>
    /// <returns>The divergence; null when there is none.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or steps do not grow.</exception>
    public static Divergence? Of(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, Optimum optimum, double excess = UsualExcess)
    {
        CurveCheck.Increasing(steps, values);
        if (!(excess > 0 && double.IsFinite(excess)))
            throw new ArgumentOutOfRangeException(nameof(excess), excess, "The excess is above 0; 0.5 is worse by half the start's size.");
        CurvePoint? start = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                return new(new(steps[i], values[i]), true, start);
            start ??= new(steps[i], values[i]);
        }

        if (start is not { } first)
            return null;
        var from = values.Length;
        while (from > 1 && CurveCheck.Gain(first.Value, values[from - 1], optimum) > excess * Math.Abs(first.Value))
            from--;
        return from == values.Length ? null : new(new(steps[from], values[from]), false, start);
    }
}
