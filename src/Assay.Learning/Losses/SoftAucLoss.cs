using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// Mean over all pairs of a positive i and a negative j of σ(γ(pⱼ − pᵢ)): a smooth stand-in for 1 − AUC, the share of pairs in the wrong order.
/// </summary>
/// <remarks>
/// Targets above ½ are positives. A batch that lacks one of the two gives ½ and no gradient. As p lies in [0, 1], the least value is σ(−γ). Takes time and no memory in
/// proportion to the number of pairs. Source: Yan et al. 2003, with a sigmoid for their polynomial.
/// </remarks>
public sealed class SoftAucLoss : BinaryLoss
{
    /// <summary>A loss with this setting.</summary>
    /// <param name="gamma">γ, finite and above 0, the steepness; 2 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">γ outside its range.</exception>
    public SoftAucLoss(double gamma = 2) => Gamma = Setting.Positive(gamma);

    /// <summary>γ.</summary>
    public double Gamma { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("SoftAuc", input, areLogits, targets, new BatchTerm(BatchTermKind.Ranking, 1, Gamma));
}
