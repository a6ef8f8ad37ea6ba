using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>a·BCE + (1 − a)·<see cref="SoftAucLoss"/>.</summary>
public sealed class WeightedSumLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="alpha">a in [0, 1]; 0.5 by default.</param>
    /// <param name="gamma">γ of the soft AUC, finite and above 0; 2 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public WeightedSumLoss(double alpha = 0.5, double gamma = 2)
    {
        Alpha = Setting.InUnitInterval(alpha);
        Gamma = Setting.Positive(gamma);
    }

    /// <summary>a.</summary>
    public double Alpha { get; }

    /// <summary>γ.</summary>
    public double Gamma { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("WeightedSum", input, areLogits, targets, new BinaryCrossEntropyElement { Factor = Alpha }, term: new BatchTerm(BatchTermKind.Ranking, 1 - Alpha, Gamma));
}
