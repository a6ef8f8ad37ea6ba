namespace Assay.Tuning.Stopping;

/// <summary>What a model believes about the noiseless loss of configurations.</summary>
public interface IPosterior
{
    /// <summary>Mean and standard deviation of the loss at a configuration.</summary>
    /// <param name="point">One number a dimension, NaN where the parameter is not in play.</param>
    /// <returns>Both in the loss's unit; the deviation is that of the function, without the noise of observing it.</returns>
    (double Mean, double Deviation) At(ReadOnlySpan<double> point);
}
