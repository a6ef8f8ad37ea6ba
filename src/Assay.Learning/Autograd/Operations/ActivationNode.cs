using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = f(x), element by element; the derivative is computed with the value and kept.</summary>
internal sealed unsafe class ActivationNode : Node
{
    private Node _input = null!;
    private Activation _function;
    private void* _derivative;

    public override ValueKind Kind => _function == Activation.Sigmoid ? ValueKind.Probabilities : ValueKind.Any;

    public static Tensor Compute(Tensor input, Activation function)
    {
        var node = input.Engine.Record<ActivationNode>();
        node._input = input.Node;
        node._function = function;
        node.Begin(input.Engine, input.Shape, input.Node.NeedsGradient);
        if (node.NeedsGradient && function != Activation.Relu)
            node._derivative = node.Engine.Heap.Rent(node.Bytes);
        node.Engine.Run(new ActivationKernel { Input = node._input.Data, Output = node.Data, Derivative = node._derivative, Function = function }, input.Shape.Count, 1);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // ∂x = ∂y · f'(x); in place where the block can be handed on.
        var slope = new SlopeKernel { Gradient = Gradient, Derivative = _derivative, Value = Data, Slope = Gradient, Dropout = DropoutMask.None, IsRelu = _function == Activation.Relu };
        Engine.Run(slope, Shape.Count, 1);
        PassGradient(_input);
    }

    public override void End()
    {
        if (_derivative is not null)
            Engine.Heap.Return(_derivative, Bytes);
        _derivative = null;
        base.End();
    }
}
