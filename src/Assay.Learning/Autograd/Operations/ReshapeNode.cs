using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>The same numbers under another shape: no copy, and the gradient's memory is handed through.</summary>
internal sealed unsafe class ReshapeNode : Node
{
    private Node _input = null!;

    public override ValueKind Kind => _input.Kind;

    protected override bool OwnsData => false;

    public static Tensor Compute(Tensor input, Shape shape)
    {
        if (shape.Count != input.Shape.Count)
            throw new ArgumentException($"Reshape got a tensor of shape {input.Shape} with {input.Shape.Count} elements; {shape} has {shape.Count}.", nameof(shape));
        var node = input.Engine.Record<ReshapeNode>();
        node._input = input.Node;
        node.Begin(input.Engine, shape, input.Node.NeedsGradient, input.Node.Data);
        return new Tensor(node);
    }

    public override void Backward() => PassGradient(_input);
}
