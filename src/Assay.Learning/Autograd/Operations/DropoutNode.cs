using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = dropout(x) by a mask that is made again in the backward pass.</summary>
internal sealed unsafe class DropoutNode : Node
{
    private Node _input = null!;
    private DropoutMask _mask;

    public static Tensor Compute(Tensor input, double probability)
    {
        var node = input.Engine.Record<DropoutNode>();
        node._input = input.Node;
        node._mask = input.Engine.Dropout(probability);
        node.Begin(input.Engine, input.Shape, input.Node.NeedsGradient);
        node.Mask(node._input.Data, node.Data);
        return new Tensor(node);
    }

    public override void Backward()
    {
        Mask(Gradient, Gradient);
        PassGradient(_input);
    }

    private void Mask(void* source, void* destination) =>
        Engine.Run(new SlopeKernel { Gradient = source, Slope = destination, Dropout = _mask }, Shape.Count, 1);
}
