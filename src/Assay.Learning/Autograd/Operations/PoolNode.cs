using Assay.Learning.Kernels.Windows;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = the largest number, or the mean, of each place of a window over the last one or two axes of x.</summary>
internal sealed unsafe class PoolNode : Node
{
    private Node _input = null!;
    private Sliding _rows;
    private Sliding _columns;
    private bool _isMax;

    public static Tensor Compute(string name, int axes, Tensor input, bool isMax, int kernel, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        if (padding < 0 || padding > kernel / 2)
            throw new ArgumentOutOfRangeException(nameof(padding), padding, $"The padding of {name} is at least 0 and at most half of its kernel of {kernel}.");
        var shape = input.Shape;
        if (shape.Rank != axes + 2)
            throw Throw.Shapes(name, shape, axes == 1 ? "[batch, channels, length]" : "[batch, channels, rows, columns]");
        var columns = new Sliding(shape[-1], kernel, stride, padding, 1);
        var rows = axes == 1 ? Sliding.None : new Sliding(shape[-2], kernel, stride, padding, 1);
        if (!columns.Fits || !rows.Fits)
        {
            var least = Math.Max(1, kernel - (2 * padding));
            throw Throw.Shapes(name, shape, $"{(axes == 1 ? $"a length of at least {least}" : $"at least {least} rows and columns")}, so that a window of {kernel} fits, with padding {padding}");
        }

        var node = input.Engine.Record<PoolNode>();
        node._input = input.Node;
        node._rows = rows;
        node._columns = columns;
        node._isMax = isMax;
        Shape result = axes == 1 ? [shape[0], shape[1], columns.Places] : [shape[0], shape[1], rows.Places, columns.Places];
        node.Begin(input.Engine, result, input.Node.NeedsGradient);
        node.Engine.Run(new PoolKernel { Input = node._input.Data, Output = node.Data, Rows = rows, Columns = columns, IsMax = isMax }, node.Planes, node.PlaneCost);
        return new Tensor(node);
    }

    private long Planes => (long)Shape[0] * Shape[1];

    private long PlaneCost => Math.Max(16, (long)_rows.Places * _columns.Places * _rows.Kernel * _columns.Kernel * 2);

    public override void Backward()
    {
        // y = max or mean of a window: ∂x gets ∂y at the largest, or a share everywhere.
        var target = _input.GradientTarget(out var accumulate);
        var kernel = new PoolGradientKernel { Input = _input.Data, Gradient = Gradient, Output = target, Rows = _rows, Columns = _columns, IsMax = _isMax, Accumulate = accumulate };
        Engine.Run(kernel, Planes, PlaneCost);
    }
}
