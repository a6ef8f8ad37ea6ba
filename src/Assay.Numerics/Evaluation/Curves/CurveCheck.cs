namespace Assay.Evaluation.Curves;

/// <summary>What every look at a curve needs: equal lengths, an order, a comparison.</summary>
internal static class CurveCheck
{
    public static void Aligned(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        if (steps.Length != values.Length)
            throw new ArgumentException($"Steps and values are one a point; there are {steps.Length} steps and {values.Length} values.", nameof(values));
    }

    /// <summary>Refuses steps that do not grow: a stretch of such a curve has no length.</summary>
    public static void Increasing(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        Aligned(steps, values);
        for (var i = 1; i < steps.Length; i++)
        {
            if (steps[i] <= steps[i - 1])
                throw new ArgumentException($"Steps grow from point to point; step {steps[i]} follows {steps[i - 1]}. Sort the points, and keep one of each step.", nameof(steps));
        }
    }

    /// <summary>Whether a value is better than another; NaN is not.</summary>
    public static bool IsBetter(double value, double than, Optimum optimum) => optimum == Optimum.Lowest ? value < than : value > than;

    /// <summary>By how much a value is better than another, negative when worse.</summary>
    public static double Gain(double value, double over, Optimum optimum) => optimum == Optimum.Lowest ? over - value : value - over;
}
