using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// −a(1 − p)^γ₁·ln p for yes, −(1 − a)p^γ₀·ln(1 − p) for no: <see cref="FocalLoss"/> with an exponent for each label, and equal to it when both are equal.
/// </summary>
/// <remarks>After Ridnik et al. 2021, equation 4, with weights and without their margin.</remarks>
public sealed class AsymmetricFocalLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="positiveGamma">γ₁, finite and at least 0; 1 by default.</param>
    /// <param name="negativeGamma">γ₀, finite and at least 0; 2 by default.</param>
    /// <param name="alpha">a in [0, 1]; 0.5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public AsymmetricFocalLoss(double positiveGamma = 1, double negativeGamma = 2, double alpha = 0.5)
    {
        PositiveGamma = Setting.NotNegative(positiveGamma);
        NegativeGamma = Setting.NotNegative(negativeGamma);
        Alpha = Setting.InUnitInterval(alpha);
    }

    /// <summary>γ₁.</summary>
    public double PositiveGamma { get; }

    /// <summary>γ₀.</summary>
    public double NegativeGamma { get; }

    /// <summary>a.</summary>
    public double Alpha { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("AsymmetricFocal", input, areLogits, targets, new FocalElement { PositiveGamma = PositiveGamma, NegativeGamma = NegativeGamma, Alpha = Alpha });
}
