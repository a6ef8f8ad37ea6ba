using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// −a_t(1 − p_t)^γ·ln p_t, p_t being the probability of the true label and a_t = a for yes, 1 − a for no: cross-entropy in which easy elements count less.
/// Source: Lin et al. 2017, equation 5.
/// </summary>
public sealed class FocalLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="gamma">γ, finite and at least 0; 2 by default. 0 gives cross-entropy times a_t.</param>
    /// <param name="alpha">a in [0, 1], the weight of the positives; 0.25 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public FocalLoss(double gamma = 2, double alpha = 0.25)
    {
        Gamma = Setting.NotNegative(gamma);
        Alpha = Setting.InUnitInterval(alpha);
    }

    /// <summary>γ.</summary>
    public double Gamma { get; }

    /// <summary>a.</summary>
    public double Alpha { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("Focal", input, areLogits, targets, new FocalElement { PositiveGamma = Gamma, NegativeGamma = Gamma, Alpha = Alpha });
}
