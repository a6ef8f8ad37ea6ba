using Assay.Learning.Kernels.Copies;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = x[…, start … start + length − 1, …]: a part of one axis, copied.</summary>
internal sealed unsafe class SliceNode : Node
{
    private Node _input = null!;
    private AxisView _view;
    private int _start;

    public static Tensor Compute(Tensor input, int axis, int start, int length)
    {
        var view = AxisView.Of(input.Shape, axis);
        if (start < 0 || length < 0 || start > view.Length - length)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A slice of {length} from {start} does not lie within axis {view.Axis} of a tensor of shape {input.Shape}, which has {view.Length}.");
        var node = input.Engine.Record<SliceNode>();
        node._input = input.Node;
        node._view = view;
        node._start = start;
        node.Begin(input.Engine, view.Resized(input.Shape, length), input.Node.NeedsGradient);
        var width = length * view.Inner;
        node.Engine.Run(
            new CopyRowsKernel { Source = node.At(node._input.Data), SourceStride = view.Length * view.Inner, Destination = node.Data, DestinationStride = width, Width = width },
            view.Outer,
            Math.Max(16, width));
        return new Tensor(node);
    }

    public override void Backward()
    {
        // ∂x is ∂y where y came from, and 0 elsewhere.
        var target = _input.GradientTarget(out var accumulate);
        if (!accumulate)
            Engine.Run(new FillKernel { Destination = target }, _input.Shape.Count, 1);
        var width = Shape[_view.Axis] * _view.Inner;
        Engine.Run(
            new CopyRowsKernel { Source = Gradient, SourceStride = width, Destination = At(target), DestinationStride = _view.Length * _view.Inner, Width = width, Accumulate = true },
            _view.Outer,
            Math.Max(16, width));
    }

    private void* At(void* data) => (byte*)data + (_start * _view.Inner * Engine.ElementSize);
}
