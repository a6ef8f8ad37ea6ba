using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Softmax and cross-entropy in one pass: value and (softmax − target)·weight.</summary>
internal sealed unsafe class CrossEntropyNode : LossNode
{
    public static Tensor Compute(Tensor logits, Indices labels, double[]? weights, double smoothing)
    {
        var shape = logits.Shape;
        var classes = shape.Last;
        if (shape.Rank == 0 || shape.Count == 0)
            throw Throw.Shapes("CrossEntropy", shape, "[rows, classes] with at least one row and one class");
        if (labels.Shape.Count != shape.Rows)
            throw Throw.Shapes("CrossEntropy's labels", labels.Shape, $"[{shape.Rows}], one a row of the logits {shape}");
        if (weights is not null && weights.Length != classes)
            throw new ArgumentException($"CrossEntropy has {weights.Length} class weights, but the logits {shape} have {classes} classes.", nameof(weights));

        var total = 0.0;
        var values = labels.Values;
        for (var row = 0; row < values.Length; row++)
        {
            if ((uint)values[row] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(labels), values[row], $"Label {row} is {values[row]}; with {classes} classes labels are 0 to {classes - 1}.");
            total += weights is null ? 1 : weights[values[row]];
        }

        var engine = logits.Engine;
        var node = engine.Record<CrossEntropyNode>();
        node.BeginLoss(logits.Node);
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
        fixed (double* classWeights = weights)
        {
            var kernel = new CrossEntropyKernel
            {
                Logits = logits.Node.Data,
                Labels = labels.Data,
                Weights = classWeights,
                Slope = node.Slope,
                Sums = sums,
                Classes = classes,
                Smoothing = smoothing,
                Factor = 1 / total,
            };
            engine.Run(kernel, shape.Rows, classes * 4L);
        }

        node.SetValue(partials, 1 / total);
        return new Tensor(node);
    }
}
