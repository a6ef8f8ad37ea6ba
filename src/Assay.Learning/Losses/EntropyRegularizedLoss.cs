using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>BCE − λ·H(p), H = −p·ln p − (1 − p)·ln(1 − p): confidence is penalized. Source: Pereyra et al. 2017, equation 2.</summary>
/// <remarks>With this sign, uncertain predictions are rewarded; a model that should be pushed away from p = ½ wants a negative λ.</remarks>
public sealed class EntropyRegularizedLoss : BinaryLoss
{
    /// <summary>A loss with this setting.</summary>
    /// <param name="lambda">λ, finite; 0.1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is NaN or infinite.</exception>
    public EntropyRegularizedLoss(double lambda = 0.1)
    {
        if (!double.IsFinite(lambda))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "lambda must be a finite number.");
        Lambda = lambda;
    }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("EntropyRegularized", input, areLogits, targets, new EntropyRegularizedElement { Lambda = Lambda });
}
