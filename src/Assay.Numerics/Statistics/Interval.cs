namespace Assay.Statistics;

/// <summary>A range that holds the quantity with the stated confidence, bounds included.</summary>
/// <param name="Lower">Lower bound, −∞ when one-sided.</param>
/// <param name="Upper">Upper bound, +∞ when one-sided.</param>
/// <param name="Confidence">Coverage it aims for, in (0, 1).</param>
public readonly record struct Interval(double Lower, double Upper, double Confidence)
{
    /// <summary>Upper less lower bound.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether a value lies between the bounds or on one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True when it does.</returns>
    public bool Contains(double value) => Lower <= value && value <= Upper;
}
