using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>The largest number of each place of a window; a NaN in the window makes it NaN, over the last axis; see <see cref="Tensor.MaxPool1d"/>.</summary>
/// <param name="kernel">Elements of the window, at least 1.</param>
/// <param name="stride">From one place to the next; the kernel's size when null.</param>
/// <param name="padding">At most half the kernel; 0 by default.</param>
public sealed class MaxPool1d(int kernel, int? stride = null, int padding = 0) : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.MaxPool1d(kernel, stride, padding);
}

/// <summary>The largest number of each place of a window; a NaN in the window makes it NaN, over the last two axes; see <see cref="Tensor.MaxPool2d"/>.</summary>
/// <param name="kernel">Elements of the window in each axis, at least 1.</param>
/// <param name="stride">From one place to the next; the kernel's size when null.</param>
/// <param name="padding">At most half the kernel; 0 by default.</param>
public sealed class MaxPool2d(int kernel, int? stride = null, int padding = 0) : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.MaxPool2d(kernel, stride, padding);
}

/// <summary>The mean of each place of a window, zeros of the padding counted, over the last axis; see <see cref="Tensor.AvgPool1d"/>.</summary>
/// <param name="kernel">Elements of the window, at least 1.</param>
/// <param name="stride">From one place to the next; the kernel's size when null.</param>
/// <param name="padding">At most half the kernel; 0 by default.</param>
public sealed class AvgPool1d(int kernel, int? stride = null, int padding = 0) : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.AvgPool1d(kernel, stride, padding);
}

/// <summary>The mean of each place of a window, zeros of the padding counted, over the last two axes; see <see cref="Tensor.AvgPool2d"/>.</summary>
/// <param name="kernel">Elements of the window in each axis, at least 1.</param>
/// <param name="stride">From one place to the next; the kernel's size when null.</param>
/// <param name="padding">At most half the kernel; 0 by default.</param>
public sealed class AvgPool2d(int kernel, int? stride = null, int padding = 0) : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.AvgPool2d(kernel, stride, padding);
}

/// <summary>The mean over all axes behind the channels: [B, C, …] → [B, C].</summary>
public sealed class GlobalAvgPool : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input)
    {
        if (input.Shape.Rank < 3)
            throw Throw.Shapes(nameof(GlobalAvgPool), input.Shape, "[batch, channels, …] with at least one axis behind the channels");
        return input.Flatten(2).Mean(-1);
    }
}
