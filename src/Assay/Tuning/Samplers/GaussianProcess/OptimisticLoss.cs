namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>How low the loss may be, negated: −(μ − kσ).</summary>
/// <param name="deviations">k, at least 0.</param>
internal sealed class OptimisticLoss(double deviations) : ICriterion
{
    /// <inheritdoc/>
    public (double Value, double ByMean, double ByVariance) Of(double mean, double variance)
    {
        var deviation = Math.Sqrt(variance);
        return ((deviations * deviation) - mean, -1, deviations / (2 * deviation));
    }
}
