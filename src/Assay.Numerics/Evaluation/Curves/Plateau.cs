namespace Assay.Evaluation.Curves;

/// <summary>Consecutive points of a curve that hardly differ.</summary>
/// <param name="From">The first step.</param>
/// <param name="To">The last step.</param>
/// <param name="Points">Points, at least 1.</param>
/// <param name="Level">Their mean.</param>
/// <param name="Spread">The largest less the smallest.</param>
public sealed record Plateau(long From, long To, int Points, double Level, double Spread)
{
    /// <summary>The longest stretch up to the last point whose values all lie within a band of some width.</summary>
    /// <param name="steps">Steps, growing.</param>
    /// <param name="values">The values; one that is not finite ends the stretch.</param>
    /// <param name="width">Largest less smallest value at most, 0 or more.</param>
    /// <returns>The stretch; null when there are no points or the last is not finite.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or steps do not grow.</exception>
    public static Plateau? AtEnd(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, double width)
    {
        CurveCheck.Increasing(steps, values);
        RefuseNegative(width, nameof(width));
        var (from, low, high) = (steps.Length, double.PositiveInfinity, double.NegativeInfinity);
        while (from > 0 && double.IsFinite(values[from - 1]) && Math.Max(high, values[from - 1]) - Math.Min(low, values[from - 1]) <= width)
        {
            from--;
            (low, high) = (Math.Min(low, values[from]), Math.Max(high, values[from]));
        }

        return from == steps.Length ? null : Of(steps[from..], values[from..]);
    }

    /// <summary>The longest stretch whose values all lie near a level, such as the floor that a constant predictor reaches; of equally long ones the first.</summary>
    /// <param name="steps">Steps, growing.</param>
    /// <param name="values">The values.</param>
    /// <param name="level">The level.</param>
    /// <param name="tolerance">How far a value may be from it, 0 or more.</param>
    /// <returns>The stretch; null when no value is near.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or steps do not grow.</exception>
    public static Plateau? Near(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, double level, double tolerance)
    {
        CurveCheck.Increasing(steps, values);
        RefuseNegative(tolerance, nameof(tolerance));
        var (bestFrom, bestLength, from) = (0, 0, 0);
        for (var i = 0; i <= values.Length; i++)
        {
            if (i < values.Length && Math.Abs(values[i] - level) <= tolerance)
                continue;
            if (i - from > bestLength)
                (bestFrom, bestLength) = (from, i - from);
            from = i + 1;
        }

        return bestLength == 0 ? null : Of(steps.Slice(bestFrom, bestLength), values.Slice(bestFrom, bestLength));
    }

    private static Plateau Of(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        var (sum, low, high) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (sum, low, high) = (sum + value, Math.Min(low, value), Math.Max(high, value));
        return new(steps[0], steps[^1], steps.Length, sum / steps.Length, high - low);
    }

    private static void RefuseNegative(double value, string name)
    {
        if (!(value >= 0))
            throw new ArgumentOutOfRangeException(name, value, "It is a distance, 0 or more.");
    }
}
