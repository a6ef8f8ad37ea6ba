using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = scale · x + shift, with numbers that are no tensors.</summary>
internal sealed unsafe class AffineNode : Node
{
    private Node _input = null!;
    private double _scale;

    public static Tensor Compute(Tensor input, double scale, double shift)
    {
        var node = input.Engine.Record<AffineNode>();
        node._input = input.Node;
        node._scale = scale;
        node.Begin(input.Engine, input.Shape, input.Node.NeedsGradient);
        node.Engine.Run(new AffineKernel { Input = node._input.Data, Output = node.Data, Scale = scale, Shift = shift }, input.Shape.Count, 1);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y = scale · x + shift: ∂x = scale · ∂y
        if (_scale != 1)
            Engine.Run(new AddKernel { Source = Gradient, Destination = Gradient, Scale = _scale }, Shape.Count, 1);
        PassGradient(_input);
    }
}
