using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>BCE − λ·Var(p), the sample variance (n − 1) over the batch, 0 below two elements: predictions that are all alike are penalized.</summary>
public sealed class VarianceRegularizedLoss : BinaryLoss
{
    /// <summary>A loss with this setting.</summary>
    /// <param name="lambda">λ, finite and at least 0; 0.5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ outside its range.</exception>
    public VarianceRegularizedLoss(double lambda = 0.5) => Lambda = Setting.NotNegative(lambda);

    /// <summary>λ.</summary>
    public double Lambda { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute("VarianceRegularized", input, areLogits, targets, new BinaryCrossEntropyElement { Factor = 1 }, term: new BatchTerm(BatchTermKind.Variance, -Lambda));
}
