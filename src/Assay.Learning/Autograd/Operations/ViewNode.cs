using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Consecutive elements of another value under a shape of their own, without a copy. Gradients go straight into the other value's.</summary>
internal sealed unsafe class ViewNode : Node
{
    private Node _source = null!;
    private long _start;

    protected override bool OwnsData => false;

    public override ValueKind Kind => _source.Kind;

    private bool IsWhole => Shape.Count == _source.Shape.Count;

    /// <param name="source">The value looked into.</param>
    /// <param name="start">Its first element that is seen.</param>
    /// <param name="shape">The shape; start + count is at most the source's count.</param>
    public static Tensor Compute(Tensor source, long start, Shape shape)
    {
        if (start < 0 || start + shape.Count > source.Shape.Count)
            throw Throw.Shapes("A view", source.Shape, $"at least {start + shape.Count} elements for {shape}");
        var node = source.Engine.Record<ViewNode>();
        node._source = source.Node;
        node._start = start;
        node.Begin(source.Engine, shape, source.Node.NeedsGradient, (byte*)source.Node.Data + (start * source.Engine.ElementSize));
        return new Tensor(node);
    }

    public override void* GradientTarget(out bool accumulate)
    {
        var target = (byte*)_source.GradientTarget(out accumulate);
        if (!accumulate && !IsWhole)
        {
            // Whoever writes the first share writes this part only.
            Engine.Clear(target, _source.Shape.Count);
            accumulate = true;
        }

        return target + (_start * Engine.ElementSize);
    }

    public override bool TakeGradient(void* block) => IsWhole && _source.TakeGradient(block);

    public override void Backward()
    {
    }
}
