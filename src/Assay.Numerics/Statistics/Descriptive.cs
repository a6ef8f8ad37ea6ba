using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Mean, spread and quantiles of one sample. Too few values make an undefined quantity, NaN and infinities are refused.</summary>
public static class Descriptive
{
    /// <summary>Arithmetic mean, Σx / n.</summary>
    /// <param name="sample">Finite values, any number of them.</param>
    /// <returns>The mean, undefined for an empty sample.</returns>
    /// <exception cref="ArgumentException">A value is not finite; index and value are in the message.</exception>
    public static Quantity Mean(ReadOnlySpan<double> sample)
    {
        Require.Finite(sample, nameof(sample));
        return sample.IsEmpty ? Quantity.Undefined("the sample is empty") : Average(sample);
    }

    /// <summary>Sample variance, Σ(x − x̄)² / (n − 1).</summary>
    /// <param name="sample">Finite values.</param>
    /// <returns>The variance, undefined below two values.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Quantity Variance(ReadOnlySpan<double> sample)
    {
        Require.Finite(sample, nameof(sample));
        return sample.Length < 2 ? Quantity.Undefined(Invariant($"a spread needs two values, there {(sample.Length == 1 ? "is 1" : "are 0")}")) : SquaredDeviations(sample) / (sample.Length - 1);
    }

    /// <summary>Sample standard deviation: the root of <see cref="Variance"/>, divisor n − 1.</summary>
    /// <param name="sample">Finite values.</param>
    /// <returns>The deviation, undefined below two values: one run says nothing of the spread.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Quantity StandardDeviation(ReadOnlySpan<double> sample) => Variance(sample) is { IsDefined: true } variance ? Math.Sqrt(variance.Value) : Variance(sample);

    /// <summary>Population standard deviation, √(Σ(x − x̄)² / n): right when the sample is all there is, too small as an estimate.</summary>
    /// <param name="sample">Finite values.</param>
    /// <returns>The deviation, undefined for an empty sample.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Quantity PopulationStandardDeviation(ReadOnlySpan<double> sample)
    {
        Require.Finite(sample, nameof(sample));
        return sample.IsEmpty ? Quantity.Undefined("the sample is empty") : Math.Sqrt(SquaredDeviations(sample) / sample.Length);
    }

    /// <summary>Standard error of the mean, s / √n, for independent values.</summary>
    /// <param name="sample">Finite values. Folds and seeds of one data set are not independent: use <see cref="TTest.CorrectedResampled"/>.</param>
    /// <returns>The error, undefined below two values.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Quantity StandardError(ReadOnlySpan<double> sample) =>
        Variance(sample) is { IsDefined: true } variance ? Math.Sqrt(variance.Value / sample.Length) : Variance(sample);

    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    /// <param name="sample">Finite values in any order.</param>
    /// <returns>The median, undefined for an empty sample.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Quantity Median(ReadOnlySpan<double> sample) => Quantile(sample, 0.5);

    /// <summary>Quantile by linear interpolation between order statistics at (n − 1)·p: type 7 of Hyndman and Fan, as numpy and R have it by default.</summary>
    /// <param name="sample">Finite values in any order.</param>
    /// <param name="probability">Share below, in [0, 1].</param>
    /// <returns>The quantile, undefined for an empty sample.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the probability lies outside [0, 1].</exception>
    /// <remarks>Source: Hyndman and Fan, "Sample quantiles in statistical packages", American Statistician 50 (1996).</remarks>
    public static Quantity Quantile(ReadOnlySpan<double> sample, double probability)
    {
        Require.Finite(sample, nameof(sample));
        Require.Probability(probability, nameof(probability));
        if (sample.IsEmpty)
            return Quantity.Undefined("the sample is empty");
        var sorted = sample.ToArray();
        Array.Sort(sorted);
        return SortedQuantile(sorted, probability);
    }

    // n ≥ 1, finite. The second pass takes the rounding of the first away: a constant sample has its value as the mean, to the bit.
    internal static double Average(ReadOnlySpan<double> sample)
    {
        var first = Sum(sample) / sample.Length;
        var rest = 0.0;
        foreach (var value in sample)
            rest += value - first;
        return first + (rest / sample.Length);
    }

    internal static double SquaredDeviations(ReadOnlySpan<double> sample)
    {
        var mean = Average(sample);
        var sum = 0.0;
        foreach (var value in sample)
            sum += (value - mean) * (value - mean);
        return sum;
    }

    // n ≥ 1, ascending. Infinite values are allowed: equal neighbours are not subtracted.
    internal static double SortedQuantile(ReadOnlySpan<double> sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var (low, high) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)]);
        return position == below || low == high ? low : low + ((position - below) * (high - low));
    }

    private static double Sum(ReadOnlySpan<double> sample)
    {
        var sum = 0.0;
        foreach (var value in sample)
            sum += value;
        return sum;
    }
}
