using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// Reversible instance normalization of time series: y = w·(x − mean)/(deviation + ε) + b, mean and standard deviation (of n − 1) over the steps of each sample and
/// channel; and back, for forecasts. Parameters: <c>affine_weight</c> [C] (1 at first), <c>affine_bias</c> [C] (0). Source: Kim et al. 2022.
/// </summary>
/// <remarks>
/// Three differences to the authors' code: the deviation divides by n − 1 and ε is added to it, not to the variance; gradients go through mean and deviation on the
/// way in; on the way back nothing is added to w. Series are [B, C, T], as convolutions and <see cref="PatchEmbedding"/> take them.
/// </remarks>
public sealed class RevIn : Layer
{
    /// <summary>A normalization of so many channels.</summary>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="epsilon">ε, 1e-5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">No channels, or an ε that is not above 0.</exception>
    public RevIn(int channels, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "ε is a finite number above 0.");
        Channels = channels;
        Epsilon = epsilon;
        Weight = Declare("affine_weight", [channels], Initializer.Ones);
        Bias = Declare("affine_bias", [channels], Initializer.Zeros);
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>w, [C].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [C].</summary>
    public Parameter Bias { get; }

    /// <summary>[B, C, T] normalized.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => Forward(input, out _);

    /// <summary>[B, C, T] normalized, and what the way back needs.</summary>
    /// <param name="input">[B, C, T] with at least two steps.</param>
    /// <param name="statistics">[2, B, C]: means, then deviations + ε.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor Forward(Tensor input, out Tensor statistics)
    {
        Require(input.Shape, atLeast: 2);
        statistics = InstanceNormNode.Statistics(input, Epsilon);
        return InstanceNormNode.Compute(input, statistics, Weight, Bias, Epsilon, back: false);
    }

    /// <summary>(x − b)/w·deviation + mean: a forecast in the units of the series. The statistics are constants here.</summary>
    /// <param name="input">[B, C, any number of steps].</param>
    /// <param name="statistics">Those of the series, [2, B, C].</param>
    /// <exception cref="ArgumentException">Another shape, or statistics of other samples or channels.</exception>
    public Tensor Denormalize(Tensor input, Tensor statistics)
    {
        Require(input.Shape, atLeast: 1);
        if (statistics.Shape != [2, input.Shape[0], Channels])
            throw Throw.Shapes("RevIn's statistics", statistics.Shape, $"[2, {input.Shape[0]}, {Channels}] for a tensor of shape {input.Shape}");
        return InstanceNormNode.Compute(input, statistics, Weight, Bias, Epsilon, back: true);
    }

    private void Require(Shape shape, int atLeast)
    {
        if (shape.Rank != 3 || shape[1] != Channels || shape[2] < atLeast)
            throw Throw.Shapes(nameof(RevIn), shape, $"[batch, {Channels}, time] with at least {atLeast} step{(atLeast == 1 ? "" : "s")}");
    }
}
