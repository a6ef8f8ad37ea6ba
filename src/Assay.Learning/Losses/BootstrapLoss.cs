using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// BCE against β·y + (1 − β)·q: noisy labels are mixed with what the model believes, q = p (soft; the gradient flows through it) or q = [p ≥ ½] (hard).
/// Source: Reed et al. 2015, equations 6 and 7.
/// </summary>
public sealed class BootstrapLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="beta">β in [0, 1], the trust in labels; 0.8 by default. 1 gives cross-entropy.</param>
    /// <param name="hard">Whether beliefs are rounded to 0 or 1; false by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">β outside its range.</exception>
    public BootstrapLoss(double beta = 0.8, bool hard = false)
    {
        Beta = Setting.InUnitInterval(beta);
        IsHard = hard;
    }

    /// <summary>β.</summary>
    public double Beta { get; }

    /// <summary>Whether beliefs are rounded to 0 or 1.</summary>
    public bool IsHard { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("Bootstrap", input, areLogits, targets, new BootstrapElement { Beta = Beta, IsHard = IsHard });
}
