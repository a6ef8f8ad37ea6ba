namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>What a surrogate expects of a configuration, noise left aside.</summary>
/// <param name="Mean">The expected loss.</param>
/// <param name="Deviation">Its standard deviation, in the loss's unit; above 0.</param>
public readonly record struct Prediction(double Mean, double Deviation)
{
    /// <summary>How low the loss may be.</summary>
    /// <param name="deviations">How many standard deviations below the mean.</param>
    /// <returns>The lower confidence bound.</returns>
    public double Lower(double deviations) => Mean - (deviations * Deviation);

    /// <summary>How high the loss may be.</summary>
    /// <param name="deviations">How many standard deviations above the mean.</param>
    /// <returns>The upper confidence bound.</returns>
    public double Upper(double deviations) => Mean + (deviations * Deviation);
}
