namespace Assay.Statistics;

/// <summary>A difference of two means bounded by what is worst for it: the lower bound of one less the upper bound of the other.</summary>
/// <param name="Difference">Mean of the first less mean of the second.</param>
/// <param name="Lower">Conservative lower bound (LCB): first.Lower − second.Upper.</param>
/// <param name="Upper">Conservative upper bound: first.Upper − second.Lower.</param>
/// <param name="First">The first mean, bootstrapped.</param>
/// <param name="Second">The second mean, bootstrapped.</param>
/// <remarks>
/// As selection rules of sparse-autoencoder studies have it: percentile intervals of both means at 95 %, made apart. The bound is lower than that of the difference's own interval
/// (<see cref="Bootstrap.MeanDifference"/>), by a factor of up to √2, and says nothing of the level. Not over all pairs of few seeds as if they were independent: see <see cref="PairwiseMean"/>.
/// </remarks>
public sealed record ConservativeDifference(Quantity Difference, Quantity Lower, Quantity Upper, BootstrapResult First, BootstrapResult Second)
{
    /// <summary>Bounds the difference of two means.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">Finite values.</param>
    /// <param name="resampling">How often (10,000 in that study), from which seed; the samples have streams of their own.</param>
    /// <param name="confidence">Two-sided level of each interval, in (0, 1).</param>
    /// <returns>The bounds, undefined with the reason where a mean has no interval (constant or below two values).</returns>
    /// <exception cref="ArgumentException">A value is not finite, too few resamples, or the level is no level.</exception>
    public static ConservativeDifference Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Resampling resampling, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(resampling);
        var a = Bootstrap.Mean(first, resampling with { Seed = resampling.Seed.For("first") }, BootstrapMethod.Percentile);
        var b = Bootstrap.Mean(second, resampling with { Seed = resampling.Seed.For("second") }, BootstrapMethod.Percentile);
        var difference = !a.Estimate.IsDefined ? a.Estimate : !b.Estimate.IsDefined ? b.Estimate : a.Estimate.Value - b.Estimate.Value;
        return a.IntervalAt(confidence) is { } x && b.IntervalAt(confidence) is { } y
            ? new(difference, x.Lower - y.Upper, x.Upper - y.Lower, a, b)
            : new(difference, Quantity.Undefined((a.Reason ?? b.Reason)!), Quantity.Undefined((a.Reason ?? b.Reason)!), a, b);
    }
}
