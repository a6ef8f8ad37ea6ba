using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Σ a·b over all elements.</summary>
internal sealed unsafe class DotNode : Node
{
    private Node _left = null!;
    private Node _right = null!;

    public static Tensor Compute(Tensor left, Tensor right)
    {
        if (left.Shape != right.Shape)
            throw Throw.ShapesDiffer("Dot", left.Shape, right.Shape);
        var engine = left.Engine;
        var node = engine.Record<DotNode>();
        node._left = left.Node;
        node._right = right.Node;
        node.Begin(engine, [], left.Node.NeedsGradient || right.Node.NeedsGradient);
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
            engine.Run(new DotKernel { Left = left.Node.Data, Right = right.Node.Data, Sums = sums }, left.Shape.Count, 1);
        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        if (engine.Precision == Precision.Single)
            *(float*)node.Data = (float)sum;
        else
            *(double*)node.Data = sum;
        return new Tensor(node);
    }

    public override void Backward()
    {
        var upstream = Engine.Precision == Precision.Single ? *(float*)Gradient : *(double*)Gradient;
        // ∂a = upstream · b, ∂b = upstream · a
        Add(_left, _right.Data, upstream);
        Add(_right, _left.Data, upstream);
    }

    private void Add(Node input, void* other, double upstream)
    {
        if (!input.NeedsGradient)
            return;
        var target = input.GradientTarget(out var accumulate);
        Engine.Run(new AddKernel { Source = other, Destination = target, Accumulate = accumulate, Scale = upstream }, input.Shape.Count, 1);
    }
}
