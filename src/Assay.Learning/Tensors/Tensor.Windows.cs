using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Tensors;

// Windows that slide along the last axes: convolutions, pools and patches. B samples, C channels.
public readonly partial struct Tensor
{
    /// <summary>Cross-correlation along the last axis, which is what networks call convolution.</summary>
    /// <param name="weight">[outputs, C, kernel].</param>
    /// <param name="bias">[outputs]; none when null.</param>
    /// <param name="stride">From one place of the window to the next, at least 1.</param>
    /// <param name="padding">Zeros before and behind, 0 or more.</param>
    /// <param name="dilation">From one element of the window to the next, at least 1.</param>
    /// <returns>[B, outputs, ⌊(L + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1] for this tensor of shape [B, C, L].</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit; a window longer than the padded input.</exception>
    public Tensor Conv1d(Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int dilation = 1) =>
        ConvolutionNode.Compute("Conv1d", 1, this, weight, bias, stride, padding, dilation);

    /// <summary>Cross-correlation along the last two axes.</summary>
    /// <param name="weight">[outputs, C, kernel rows, kernel columns].</param>
    /// <param name="bias">[outputs]; none when null.</param>
    /// <param name="stride">From one place of the window to the next in both axes, at least 1.</param>
    /// <param name="padding">Zeros around, 0 or more.</param>
    /// <param name="dilation">From one element of the window to the next, at least 1.</param>
    /// <returns>[B, outputs, …] for this tensor of shape [B, C, rows, columns]; each axis as in <see cref="Conv1d"/>.</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit; a window larger than the padded input.</exception>
    public Tensor Conv2d(Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int dilation = 1) =>
        ConvolutionNode.Compute("Conv2d", 2, this, weight, bias, stride, padding, dilation);

    /// <summary>The largest number of each place of a window along the last axis; NaN when one is. The gradient goes to the first of equal ones.</summary>
    /// <param name="kernel">Elements of the window, at least 1.</param>
    /// <param name="stride">From one place to the next; the kernel's size when null.</param>
    /// <param name="padding">−∞ before and behind, at most half the kernel.</param>
    /// <returns>[B, C, ⌊(L + 2·padding − kernel)/stride⌋ + 1] for this tensor of shape [B, C, L].</returns>
    /// <exception cref="ArgumentException">Another number of axes, or a window longer than the padded input.</exception>
    public Tensor MaxPool1d(int kernel, int? stride = null, int padding = 0) => PoolNode.Compute("MaxPool1d", 1, this, isMax: true, kernel, stride ?? kernel, padding);

    /// <summary>The same over the last two axes, with square windows.</summary>
    /// <inheritdoc cref="MaxPool1d" path="/param" />
    /// <inheritdoc cref="MaxPool1d" path="/exception" />
    /// <returns>[B, C, …] for this tensor of shape [B, C, rows, columns].</returns>
    public Tensor MaxPool2d(int kernel, int? stride = null, int padding = 0) => PoolNode.Compute("MaxPool2d", 2, this, isMax: true, kernel, stride ?? kernel, padding);

    /// <summary>The mean of each place of a window along the last axis; zeros of the padding are counted.</summary>
    /// <param name="kernel">Elements of the window, at least 1.</param>
    /// <param name="stride">From one place to the next; the kernel's size when null.</param>
    /// <param name="padding">Zeros before and behind, at most half the kernel.</param>
    /// <returns>[B, C, ⌊(L + 2·padding − kernel)/stride⌋ + 1] for this tensor of shape [B, C, L].</returns>
    /// <exception cref="ArgumentException">Another number of axes, or a window longer than the padded input.</exception>
    public Tensor AvgPool1d(int kernel, int? stride = null, int padding = 0) => PoolNode.Compute("AvgPool1d", 1, this, isMax: false, kernel, stride ?? kernel, padding);

    /// <summary>The same over the last two axes, with square windows.</summary>
    /// <inheritdoc cref="AvgPool1d" path="/param" />
    /// <inheritdoc cref="AvgPool1d" path="/exception" />
    /// <returns>[B, C, …] for this tensor of shape [B, C, rows, columns].</returns>
    public Tensor AvgPool2d(int kernel, int? stride = null, int padding = 0) => PoolNode.Compute("AvgPool2d", 2, this, isMax: false, kernel, stride ?? kernel, padding);

    /// <summary>Stretches of a time series, which may overlap, as tokens: with channels mixed, a token holds one stretch of every channel.</summary>
    /// <param name="length">Steps of a patch, at least 1.</param>
    /// <param name="stride">From the start of a patch to that of the next, at least 1.</param>
    /// <param name="mixing">True: [B, n, C·length], the channels of a token one behind another; false: every channel is a series of its own, [B·C, n, length].</param>
    /// <param name="skip">Steps at the start that are left out, 0 by default.</param>
    /// <returns>Of this tensor of shape [B, C, T], with n = ⌊(T − skip − length)/stride⌋ + 1; the last (T − skip − length) mod stride steps are in no patch.</returns>
    /// <exception cref="ArgumentException">Another number of axes, or fewer steps than a patch has.</exception>
    public Tensor Patches(int length, int stride, bool mixing, int skip = 0) => PatchesNode.Compute(this, length, stride, mixing, skip);
}
