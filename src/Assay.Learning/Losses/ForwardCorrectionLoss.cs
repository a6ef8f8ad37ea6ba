using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// −ln of the probability of the observed label when labels are known to flip: p̃ = (1 − p)e₀ + p(1 − e₁). Source: Patrini et al. 2017, section 4.
/// </summary>
public sealed class ForwardCorrectionLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="falsePositiveRate">e₀ = P(observed 1 | true 0), in [0, 0.5).</param>
    /// <param name="falseNegativeRate">e₁ = P(observed 0 | true 1), in [0, 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate outside its range.</exception>
    public ForwardCorrectionLoss(double falsePositiveRate, double falseNegativeRate)
    {
        FalsePositiveRate = Setting.BelowHalf(falsePositiveRate);
        FalseNegativeRate = Setting.BelowHalf(falseNegativeRate);
    }

    /// <summary>e₀.</summary>
    public double FalsePositiveRate { get; }

    /// <summary>e₁.</summary>
    public double FalseNegativeRate { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("ForwardCorrection", input, areLogits, targets, new ForwardCorrectionElement { FalsePositiveRate = FalsePositiveRate, FalseNegativeRate = FalseNegativeRate });
}
