namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>Losses on the scale that the process models: mean 0 and deviation 1.</summary>
internal sealed class OutputScale
{
    private readonly double _mean;
    private readonly double _deviation;

    private OutputScale(double mean, double deviation) => (_mean, _deviation) = (mean, deviation);

    /// <summary>Losses to values.</summary>
    public double ToStandard(double loss) => (loss - _mean) / _deviation;

    /// <summary>Values to losses.</summary>
    public double ToLoss(double value) => (value * _deviation) + _mean;

    /// <summary>A loss's worth of one standard value.</summary>
    public double Deviation => _deviation;

    /// <summary>The scale of finite losses.</summary>
    public static OutputScale Of(ReadOnlySpan<double> losses)
    {
        var mean = 0.0;
        foreach (var loss in losses)
            mean += loss / losses.Length;
        var square = 0.0;
        foreach (var loss in losses)
            square += (loss - mean) * (loss - mean) / losses.Length;
        var deviation = Math.Sqrt(square);
        return new OutputScale(mean, deviation > 1e-12 * Math.Abs(mean) && double.IsFinite(deviation) ? deviation : 1);
    }
}
