using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = factor · Σ x over all elements, one number.</summary>
internal sealed unsafe class TotalNode : Node
{
    private Node _input = null!;
    private double _factor;

    public static Tensor Compute(Tensor input, double factor)
    {
        var node = input.Engine.Record<TotalNode>();
        node._input = input.Node;
        node._factor = factor;
        node.Begin(input.Engine, [], input.Node.NeedsGradient);
        Sum(node.Engine, node._input.Data, input.Shape.Count, factor, node.Data, accumulate: false);
        return new Tensor(node);
    }

    /// <summary>destination = factor · Σ source, or += that: one number.</summary>
    public static void Sum(Engine engine, void* source, long count, double factor, void* destination, bool accumulate)
    {
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
            engine.Run(new ElementSumKernel { Input = source, Sums = sums }, count, 1);
        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        if (engine.Precision == Precision.Single)
            *(float*)destination = (float)((sum * factor) + (accumulate ? *(float*)destination : 0));
        else
            *(double*)destination = (sum * factor) + (accumulate ? *(double*)destination : 0);
    }

    public override void Backward()
    {
        // y = factor · Σ x: ∂x = factor · ∂y, the same for all
        var upstream = Engine.Precision == Precision.Single ? *(float*)Gradient : *(double*)Gradient;
        var target = _input.GradientTarget(out var accumulate);
        Engine.Run(new FillKernel { Destination = target, Value = _factor * upstream, Accumulate = accumulate }, _input.Shape.Count, 1);
    }
}
