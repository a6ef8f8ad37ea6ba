using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = softmax(x) over the last axis.</summary>
internal sealed unsafe class RowSoftmaxNode : Node
{
    private Node _input = null!;

    public override ValueKind Kind => ValueKind.Probabilities;

    public static Tensor Compute(Tensor input)
    {
        if (input.Shape.Rank == 0)
            throw Throw.Shapes("Softmax", input.Shape, "[…, classes]");
        var node = input.Engine.Record<RowSoftmaxNode>();
        node._input = input.Node;
        node.Begin(input.Engine, input.Shape, input.Node.NeedsGradient);
        node.Run(node._input.Data, gradient: null, node.Data, accumulate: false);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y = softmax(x): ∂x = y ⊙ (∂y − Σ ∂y·y)
        var target = _input.GradientTarget(out var accumulate);
        Run(Data, Gradient, target, accumulate);
    }

    private void Run(void* input, void* gradient, void* output, bool accumulate) =>
        Engine.Run(new RowSoftmaxKernel { Input = input, Gradient = gradient, Output = output, Width = Shape.Last, Accumulate = accumulate }, Shape.Rows, Math.Max(16, Shape.Last * 4L));
}
