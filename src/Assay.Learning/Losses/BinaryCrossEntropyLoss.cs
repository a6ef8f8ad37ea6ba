using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>−[w·y'·ln p + (1 − y')·ln(1 − p)] with y' = y(1 − ε) + (1 − y)ε: binary cross-entropy, with a weight w of the positives and label smoothing ε.</summary>
/// <remarks>
/// As torch.nn.BCEWithLogitsLoss with pos_weight w. Smoothing flips a share ε of each label, so that ε = 0.2 makes 0.8 and 0.2 of 1 and 0; the
/// other usual form, which spreads ε over both classes, makes 0.9 and 0.1 of the same ε.
/// </remarks>
public sealed class BinaryCrossEntropyLoss : BinaryLoss
{
    private readonly double[]? _weights;

    /// <summary>A loss with one weight for all positives.</summary>
    /// <param name="positiveWeight">w, finite and at least 0; 1 by default. The ratio of negatives to positives balances them.</param>
    /// <param name="labelSmoothing">ε in [0, 1]; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public BinaryCrossEntropyLoss(double positiveWeight = 1, double labelSmoothing = 0)
    {
        Setting.NotNegative(positiveWeight);
        LabelSmoothing = Setting.InUnitInterval(labelSmoothing);
        _weights = positiveWeight == 1 ? null : [positiveWeight];
    }

    /// <summary>A loss of several labels with a weight for the positives of each.</summary>
    /// <param name="positiveWeights">One w a label (a column of the predictions), finite and at least 0.</param>
    /// <param name="labelSmoothing">ε in [0, 1]; 0 by default.</param>
    /// <exception cref="ArgumentException">No weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public BinaryCrossEntropyLoss(IReadOnlyList<double> positiveWeights, double labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(positiveWeights);
        if (positiveWeights.Count == 0)
            throw new ArgumentException("There are no weights; give one for each label, or leave them out for 1 each.", nameof(positiveWeights));
        _weights = [.. positiveWeights.Select(weight => Setting.NotNegative(weight, nameof(positiveWeights)))];
        LabelSmoothing = Setting.InUnitInterval(labelSmoothing);
    }

    /// <summary>ε in [0, 1].</summary>
    public double LabelSmoothing { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets)
    {
        if (_weights is { Length: > 1 } && _weights.Length != input.Shape.Last)
            throw new ArgumentException($"BinaryCrossEntropy has {_weights.Length} positive weights, but predictions of shape {input.Shape} have {input.Shape.Last} columns.");
        return BinaryLossNode.Compute("BinaryCrossEntropy", input, areLogits, targets, new BinaryCrossEntropyElement { Smoothing = LabelSmoothing, Factor = 1 }, _weights);
    }
}
