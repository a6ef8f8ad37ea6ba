using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// Cross-correlation along the last axis. Parameters: <c>weight</c> [outputs, channels, kernel], <c>bias</c> [outputs]; first values uniform in
/// ±1/√(channels·kernel), as in PyTorch.
/// </summary>
public sealed class Conv1d : Layer
{
    /// <summary>A convolution from <paramref name="channels"/> to <paramref name="outputs"/> channels.</summary>
    /// <param name="channels">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="kernel">Elements of the window, at least 1.</param>
    /// <param name="stride">From one place of the window to the next; 1 by default.</param>
    /// <param name="padding">Zeros before and behind; 0 by default.</param>
    /// <param name="dilation">From one element of the window to the next; 1 by default.</param>
    /// <param name="bias">Whether there is a bias; true by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a negative padding.</exception>
    public Conv1d(int channels, int outputs, int kernel, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        (Stride, Padding, Dilation) = (stride, padding, dilation);
        var initializer = Initializer.KaimingUniform(channels * kernel);
        Weight = Declare("weight", [outputs, channels, kernel], initializer);
        if (bias)
            Bias = Declare("bias", [outputs], initializer);
    }

    /// <summary>From one place of the window to the next.</summary>
    public int Stride { get; }

    /// <summary>Zeros before and behind.</summary>
    public int Padding { get; }

    /// <summary>From one element of the window to the next.</summary>
    public int Dilation { get; }

    /// <summary>[outputs, channels, kernel].</summary>
    public Parameter Weight { get; }

    /// <summary>[outputs]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>[B, channels, length] → [B, outputs, …]; see <see cref="Tensor.Conv1d"/> for the sizes.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.Conv1d(Weight, Bias?.Value, Stride, Padding, Dilation);
}
