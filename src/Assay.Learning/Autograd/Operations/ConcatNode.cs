using Assay.Learning.Kernels.Copies;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Tensors one behind another along an axis.</summary>
internal sealed unsafe class ConcatNode : Node
{
    private readonly List<Node> _inputs = [];
    private int _axis;

    public static Tensor Compute(ReadOnlySpan<Tensor> tensors, int axis)
    {
        if (tensors.IsEmpty)
            throw new ArgumentException("Concat takes at least one tensor.", nameof(tensors));
        var first = tensors[0].Shape;
        var view = AxisView.Of(first, axis);
        var length = 0;
        var needsGradient = false;
        foreach (var tensor in tensors)
        {
            if (tensor.Shape.Rank != first.Rank || view.Resized(tensor.Shape, view.Length) != first)
                throw new ArgumentException($"Concat along axis {view.Axis} takes tensors whose other axes are equal; it got {first} and {tensor.Shape}.", nameof(tensors));
            length = checked(length + tensor.Shape[view.Axis]);
            needsGradient |= tensor.Node.NeedsGradient;
        }

        var engine = tensors[0].Engine;
        var node = engine.Record<ConcatNode>();
        node._axis = view.Axis;
        node._inputs.Clear();
        foreach (var tensor in tensors)
            node._inputs.Add(tensor.Node);
        node.Begin(engine, view.Resized(first, length), needsGradient);
        var start = 0L;
        foreach (var input in node._inputs)
        {
            var width = node.Width(input);
            engine.Run(
                new CopyRowsKernel { Source = input.Data, SourceStride = width, Destination = node.At(node.Data, start), DestinationStride = node.Width(node), Width = width },
                AxisView.Of(first, axis).Outer,
                Math.Max(16, width));
            start += width;
        }

        return new Tensor(node);
    }

    public override void Backward()
    {
        // Each input gets the part of the gradient where its numbers went.
        var start = 0L;
        foreach (var input in _inputs)
        {
            var width = Width(input);
            if (input.NeedsGradient)
            {
                var target = input.GradientTarget(out var accumulate);
                Engine.Run(
                    new CopyRowsKernel { Source = At(Gradient, start), SourceStride = Width(this), Destination = target, DestinationStride = width, Width = width, Accumulate = accumulate },
                    AxisView.Of(Shape, _axis).Outer,
                    Math.Max(16, width));
            }

            start += width;
        }
    }

    private long Width(Node node)
    {
        var view = AxisView.Of(node.Shape, _axis);
        return view.Length * view.Inner;
    }

    private void* At(void* data, long element) => (byte*)data + (element * Engine.ElementSize);
}
