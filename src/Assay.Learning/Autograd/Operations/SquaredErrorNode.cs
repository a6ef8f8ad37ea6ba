using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Mean of (x − y)² over all elements.</summary>
internal sealed unsafe class SquaredErrorNode : LossNode
{
    public static Tensor Compute(Tensor predictions, Tensor targets)
    {
        if (predictions.Shape != targets.Shape)
            throw Throw.ShapesDiffer("MeanSquaredError", predictions.Shape, targets.Shape);
        if (predictions.Shape.Count == 0)
            throw Throw.Shapes("MeanSquaredError", predictions.Shape, "a tensor with at least one element");
        var engine = predictions.Engine;
        var count = predictions.Shape.Count;
        var node = engine.Record<SquaredErrorNode>();
        node.BeginLoss(predictions.Node);
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
            engine.Run(new SquaredErrorKernel { Input = predictions.Node.Data, Targets = targets.Node.Data, Slope = node.Slope, Sums = sums, Factor = 1.0 / count }, count, 1);
        node.SetValue(partials, 1.0 / count);
        return new Tensor(node);
    }
}
