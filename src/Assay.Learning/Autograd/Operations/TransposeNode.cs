using Assay.Learning.Kernels.Copies;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = x with its last two axes exchanged.</summary>
internal sealed unsafe class TransposeNode : Node
{
    private Node _input = null!;

    public override ValueKind Kind => _input.Kind;

    public static Tensor Compute(Tensor input)
    {
        var shape = input.Shape;
        if (shape.Rank < 2)
            throw Throw.Shapes("Transpose", shape, "[…, rows, columns]");
        Span<int> sizes = stackalloc int[Shape.MaximumRank];
        shape.CopyTo(sizes);
        (sizes[shape.Rank - 1], sizes[shape.Rank - 2]) = (sizes[shape.Rank - 2], sizes[shape.Rank - 1]);
        var node = input.Engine.Record<TransposeNode>();
        node._input = input.Node;
        node.Begin(input.Engine, Shape.Create(sizes[..shape.Rank]), input.Node.NeedsGradient);
        node.Run(shape, node._input.Data, node.Data, accumulate: false);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y = xᵀ: ∂x = ∂yᵀ
        var target = _input.GradientTarget(out var accumulate);
        Run(Shape, Gradient, target, accumulate);
    }

    private void Run(Shape from, void* source, void* destination, bool accumulate) =>
        Engine.Run(
            new TransposeKernel { Input = source, Output = destination, Rows = from[-2], Columns = from[-1], Accumulate = accumulate },
            from.Count / Math.Max(1, from[-2]),
            Math.Max(16, from[-2] * 2L));
}
