using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// Σw·BCE/Σw, w being 1 or, for elements whose label looks wrong (the model gives it less than 1 − threshold), a small weight. Weights are constants to the gradient.
/// </summary>
/// <remarks>
/// A weight of 0 prunes suspects; when all are suspect, all count in full. The model's belief is worth something only after some training: use
/// <see cref="BinaryCrossEntropyLoss"/> for the first epochs. After Northcutt et al. 2021.
/// </remarks>
public sealed class ConfidenceLearningLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="threshold">In [0, 1]; 0.7 by default: suspects are labels of less than 0.3.</param>
    /// <param name="suspectWeight">In [0, 1]; 0.1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public ConfidenceLearningLoss(double threshold = 0.7, double suspectWeight = 0.1)
    {
        Threshold = Setting.InUnitInterval(threshold);
        SuspectWeight = Setting.InUnitInterval(suspectWeight);
    }

    /// <summary>Labels of less than 1 − this are suspect.</summary>
    public double Threshold { get; }

    /// <summary>The weight of suspects.</summary>
    public double SuspectWeight { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.ComputeConfident("ConfidenceLearning", input, areLogits, targets, new ConfidenceWeightedElement { Threshold = Threshold, SuspectWeight = SuspectWeight });
}
