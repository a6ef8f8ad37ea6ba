using Assay.Learning.Kernels.Norms;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Kernels.Windows;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>
/// y[b, o, p] = bias[o] + Σ over c, k of W[o, c, k]·x[b, c, p·stride − padding + k·dilation], over one or two axes: blocks of samples are unfolded
/// to columns, which are made again for the backward pass, and multiplied.
/// </summary>
/// <remarks>B samples, C channels, O outputs, K = C · window elements, P places of the window. x: [B, C, …], W: [O, C, …], y: [B, O, …].</remarks>
internal sealed unsafe class ConvolutionNode : Node
{
    // Unfolded columns of about 2 MB in single precision keep the second-level cache's company and give products enough columns.
    private const long BlockElements = 512 * 1024;
    private const long BlockColumns = 4096;

    private Node _input = null!;
    private Node _weight = null!;
    private Node? _bias;
    private Sliding _rows;
    private Sliding _columns;

    private int Batch => _input.Shape[0];

    private int Channels => _input.Shape[1];

    private int Outputs => _weight.Shape[0];

    private int Elements => Channels * _rows.Kernel * _columns.Kernel;

    private int Places => _rows.Places * _columns.Places;

    private int BlockSamples => (int)Math.Clamp(Math.Min(BlockColumns, BlockElements / Elements) / Places, 1, Batch);

    public static Tensor Compute(string name, int axes, Tensor input, Tensor weight, Tensor? bias, int stride, int padding, int dilation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        var shape = input.Shape;
        var kernel = weight.Shape;
        if (kernel.Rank != axes + 2)
            throw Throw.Shapes($"{name}'s weight", kernel, axes == 1 ? "[outputs, channels, kernel]" : "[outputs, channels, rows, columns]");
        if (bias is { } b && b.Shape != [kernel[0]])
            throw Throw.Shapes($"{name}'s bias", b.Shape, $"[{kernel[0]}]");
        if (shape.Rank != axes + 2 || shape[0] == 0 || shape[1] != kernel[1])
            throw Throw.Shapes(name, shape, $"[batch, {kernel[1]}, {(axes == 1 ? "length" : "rows, columns")}] for a weight of shape {kernel}");
        var columns = new Sliding(shape[-1], kernel[-1], stride, padding, dilation);
        var rows = axes == 1 ? Sliding.None : new Sliding(shape[-2], kernel[-2], stride, padding, dilation);
        if (!columns.Fits || !rows.Fits)
        {
            var least = axes == 1 ? $"a length of at least {Math.Max(1, columns.Span - (2 * padding))}" : $"at least {Math.Max(1, rows.Span - (2 * padding))} rows and {Math.Max(1, columns.Span - (2 * padding))} columns";
            throw Throw.Shapes(name, shape, $"{least}, so that the window of a weight of shape {kernel} fits, with padding {padding} and dilation {dilation}");
        }

        var engine = input.Engine;
        var node = engine.Record<ConvolutionNode>();
        node._input = input.Node;
        node._weight = weight.Node;
        node._bias = bias?.Node;
        node._rows = rows;
        node._columns = columns;
        Shape result = axes == 1 ? [shape[0], kernel[0], columns.Places] : [shape[0], kernel[0], rows.Places, columns.Places];
        node.Begin(engine, result, input.Node.NeedsGradient || weight.Node.NeedsGradient || node._bias is { NeedsGradient: true });
        node.Forward();
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y = W·column(x) + b: ∂b = Σ ∂y over samples and places, ∂W = ∂y·columnᵀ, ∂x = fold(Wᵀ·∂y)
        if (_bias is { NeedsGradient: true })
        {
            var target = _bias.GradientTarget(out var accumulate);
            Engine.Run(new ChannelTotalKernel { Input = Gradient, Output = target, Samples = Batch, Channels = Outputs, Places = Places, Accumulate = accumulate }, Outputs, Batch * (long)Places);
        }

        if (!_weight.NeedsGradient && !_input.NeedsGradient)
            return;
        var accumulateWeight = false;
        var accumulateInput = false;
        var weightTarget = _weight.NeedsGradient ? _weight.GradientTarget(out accumulateWeight) : null;
        var inputTarget = _input.NeedsGradient ? _input.GradientTarget(out accumulateInput) : null;
        var weight = new Matrix(_weight.Data, Outputs, Elements);
        var column = Engine.Heap.Rent(BlockBytes(Elements));
        var slope = Engine.Heap.Rent(BlockBytes(Outputs));
        for (var first = 0; first < Batch; first += BlockSamples)
        {
            var samples = Math.Min(BlockSamples, Batch - first);
            var width = checked(samples * Places);
            Exchange(At(Gradient, first, Outputs * (long)Places), slope, samples, back: true, bias: null);
            var dy = new Matrix(slope, Outputs, width);
            if (weightTarget is not null)
            {
                Unfold(first, samples, column);
                Engine.Multiply(dy, new Matrix(column, Elements, width).Transposed, weightTarget, accumulateWeight || first > 0);
            }

            if (inputTarget is not null)
            {
                Engine.Multiply(weight.Transposed, dy, column, accumulate: false);
                var fold = new FoldKernel
                {
                    Column = column,
                    Output = At(inputTarget, first, _input.Shape.Count / Batch),
                    Samples = samples,
                    Channels = Channels,
                    Rows = _rows,
                    Columns = _columns,
                    Accumulate = accumulateInput,
                };
                Engine.Run(fold, samples * (long)Channels, Math.Max(16, _rows.Kernel * _columns.Kernel * (long)Places));
            }
        }

        Engine.Heap.Return(column, BlockBytes(Elements));
        Engine.Heap.Return(slope, BlockBytes(Outputs));
    }

    private void Forward()
    {
        var weight = new Matrix(_weight.Data, Outputs, Elements);
        var column = Engine.Heap.Rent(BlockBytes(Elements));
        var product = Engine.Heap.Rent(BlockBytes(Outputs));
        for (var first = 0; first < Batch; first += BlockSamples)
        {
            var samples = Math.Min(BlockSamples, Batch - first);
            Unfold(first, samples, column);
            Engine.Multiply(weight, new Matrix(column, Elements, checked(samples * Places)), product, accumulate: false);
            Exchange(At(Data, first, Outputs * (long)Places), product, samples, back: false, _bias is null ? null : _bias.Data);
        }

        Engine.Heap.Return(column, BlockBytes(Elements));
        Engine.Heap.Return(product, BlockBytes(Outputs));
    }

    private void Unfold(int first, int samples, void* column)
    {
        var unfold = new UnfoldKernel
        {
            Input = At(_input.Data, first, _input.Shape.Count / Batch),
            Column = column,
            Samples = samples,
            Channels = Channels,
            Rows = _rows,
            Columns = _columns,
        };
        Engine.Run(unfold, Elements * (long)samples, Math.Max(16, Places));
    }

    private void Exchange(void* samplesFirst, void* channelsFirst, int samples, bool back, void* bias)
    {
        var exchange = new ChannelBlockKernel { ChannelsFirst = channelsFirst, SamplesFirst = samplesFirst, Back = back, Bias = bias, Samples = samples, Channels = Outputs, Places = Places };
        Engine.Run(exchange, samples * (long)Outputs, Math.Max(16, Places));
    }

    private nuint BlockBytes(int height) => checked((nuint)height * (nuint)BlockSamples * (nuint)Places * (nuint)Engine.ElementSize);

    private void* At(void* data, int sample, long size) => (byte*)data + (sample * size * Engine.ElementSize);
}
