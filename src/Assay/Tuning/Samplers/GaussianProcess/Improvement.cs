namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>The logarithm of the expected improvement on a value.</summary>
/// <param name="best">The value, standardised.</param>
internal sealed class Improvement(double best) : ICriterion
{
    /// <inheritdoc/>
    public (double Value, double ByMean, double ByVariance) Of(double mean, double variance)
    {
        // ln EI = ln h(z) + ln σ with z = (best − μ)/σ, so that d ln EI = h'/h dz + dσ/σ with dz = −(dμ + z dσ)/σ and dσ = dσ²/2σ.
        var deviation = Math.Sqrt(variance);
        var z = (best - mean) / deviation;
        var (value, slope) = LogExpectedImprovement.Of(z);
        return (value + Math.Log(deviation), -slope / deviation, (1 - (slope * z)) / (2 * variance));
    }
}
