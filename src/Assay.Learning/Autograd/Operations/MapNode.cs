using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = f(x), element by element; the derivative is computed from x when it is needed, so that nothing is kept.</summary>
/// <typeparam name="TFunction">f.</typeparam>
internal sealed unsafe class MapNode<TFunction> : Node
    where TFunction : struct, IActivationFunction
{
    private Node _input = null!;

    public static Tensor Compute(Tensor input)
    {
        var node = input.Engine.Record<MapNode<TFunction>>();
        node._input = input.Node;
        node.Begin(input.Engine, input.Shape, input.Node.NeedsGradient);
        node.Engine.Run(new MapKernel<TFunction> { Input = node._input.Data, Output = node.Data }, input.Shape.Count, 1);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y = f(x): ∂x = ∂y · f'(x)
        var target = _input.GradientTarget(out var accumulate);
        Engine.Run(new MapKernel<TFunction> { Input = _input.Data, Gradient = Gradient, Output = target, Accumulate = accumulate }, Shape.Count, 1);
    }
}
