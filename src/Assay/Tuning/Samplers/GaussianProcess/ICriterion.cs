namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>How much a prediction makes one want to try a point; the greatest is looked for.</summary>
internal interface ICriterion
{
    /// <summary>Judges a prediction.</summary>
    /// <param name="mean">Its mean, standardised.</param>
    /// <param name="variance">Its variance, above 0.</param>
    /// <returns>The value, and its derivatives by mean and variance.</returns>
    (double Value, double ByMean, double ByVariance) Of(double mean, double variance);
}
