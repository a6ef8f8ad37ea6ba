namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// Losses on the scale that a process models: mean 0 and deviation 1, after what is bad was made less so. A <em>coarse</em> scale only cuts off what lies far above
/// nine tenths of the losses. A <em>fine</em> one compresses the worse half: a loss y above the median m counts as m + t · min(5, ln(1 + (y − m)/t)) with t three
/// times the distance from the best loss to the median, so that the closer a search comes, the finer it looks at what is near the best.
/// </summary>
/// <remarks>On smooth valleys the fine scale is far better; where half of the trials lie on a plateau it sees nothing else. The sampler takes turns.</remarks>
internal sealed class OutputScale
{
    private const double TailOfSpread = 3;
    private const double MostLogarithm = 5;
    private const double CutOff = 2;
    private const double Quarter = 0.25; // Of a loss: the distance of two does not overflow.

    private readonly double _from;      // Up to here losses count as they are.
    private readonly double _tail;      // Of a fine scale; 0 for a cut.
    private double _mean;
    private double _spread = 1;

    private OutputScale(double from, double tail) => (_from, _tail) = (from, tail);

    /// <summary>What one standard value is worth in losses, where they count as they are; above 0.</summary>
    public double Deviation => _spread / Quarter;

    /// <summary>The scale of finite losses.</summary>
    /// <param name="losses">Any number, in any order.</param>
    /// <param name="isFine">Whether the worse half is compressed.</param>
    /// <returns>A scale; of losses that are all equal, one that only moves them to 0.</returns>
    public static OutputScale Of(ReadOnlySpan<double> losses, bool isFine)
    {
        if (losses.IsEmpty)
            return new OutputScale(double.PositiveInfinity, 0);
        var sorted = losses.ToArray();
        Array.Sort(sorted);
        var least = sorted[0] * Quarter;
        var median = sorted[sorted.Length / 2] * Quarter;
        var high = sorted[(sorted.Length - 1) * 9 / 10] * Quarter;
        var scale = isFine && median > least ? new OutputScale(median, TailOfSpread * (median - least))
            : high > least ? new OutputScale(high + (CutOff * (high - least)), 0)
            : new OutputScale(double.PositiveInfinity, 0);
        foreach (var loss in losses)
            scale._mean += scale.Tamed(loss) / losses.Length;
        var most = 0.0;
        foreach (var loss in losses)
            most = Math.Max(most, Math.Abs(scale.Tamed(loss) - scale._mean));
        if (!(most > 1e-12 * Math.Abs(scale._mean)))
            return scale;
        var square = 0.0;
        foreach (var loss in losses)
            square += Math.Pow((scale.Tamed(loss) - scale._mean) / most, 2) / losses.Length;
        scale._spread = most * Math.Sqrt(square);
        return scale;
    }

    /// <summary>A loss as a standard value.</summary>
    /// <param name="loss">A finite loss.</param>
    /// <returns>The value; no less for greater losses.</returns>
    public double ToStandard(double loss) => (Tamed(loss) - _mean) / _spread;

    /// <summary>A standard value as a loss.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The loss, as if losses counted as they are everywhere.</returns>
    public double ToLoss(double value) => ((value * _spread) + _mean) / Quarter;

    private double Tamed(double loss)
    {
        loss *= Quarter;
        return loss <= _from ? loss : _tail > 0 ? _from + (_tail * Math.Min(MostLogarithm, Math.Log(1 + ((loss - _from) / _tail)))) : _from;
    }
}
