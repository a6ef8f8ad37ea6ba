using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// Mean over rows of −w_c·ln softmax(z)_c for the true class c, divided by Σw_c; with smoothing s the target is (1−s) on c plus s/C on every class.
/// </summary>
/// <remarks>As torch.nn.CrossEntropyLoss: with weights, the mean is weighted by those of the true classes.</remarks>
public sealed class CrossEntropyLoss
{
    private readonly double[]? _weights;

    /// <summary>A loss with these settings.</summary>
    /// <param name="classWeights">One weight of 0 or more a class; null (default) for 1 each.</param>
    /// <param name="labelSmoothing">s in [0, 1); 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative or non-finite weight, or a smoothing outside its range.</exception>
    public CrossEntropyLoss(IReadOnlyList<double>? classWeights = null, double labelSmoothing = 0)
    {
        if (!(labelSmoothing is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing is at least 0 and below 1.");
        if (classWeights?.FirstOrDefault(weight => !(weight >= 0) || !double.IsFinite(weight), 0) is { } bad and not 0)
            throw new ArgumentOutOfRangeException(nameof(classWeights), bad, "A class weight is a finite number of 0 or more.");
        _weights = classWeights?.ToArray();
        LabelSmoothing = labelSmoothing;
    }

    /// <summary>s in [0, 1).</summary>
    public double LabelSmoothing { get; }

    /// <summary>The loss of a batch.</summary>
    /// <param name="logits">[…, C]: one row a sample.</param>
    /// <param name="labels">The true classes, 0 … C−1, one a row.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit, no rows, or another number of weights than classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label outside 0 … C−1; the message has its place.</exception>
    public Tensor Of(Logits logits, Indices labels) => CrossEntropyNode.Compute(logits.Tensor, labels, _weights, LabelSmoothing);
}
