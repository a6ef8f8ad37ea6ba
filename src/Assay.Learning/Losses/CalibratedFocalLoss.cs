using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary><see cref="FocalLoss"/> + λ((mean p − mean y)/T)²: a batch should say yes as often, on average, as is true.</summary>
public sealed class CalibratedFocalLoss : BinaryLoss
{
    /// <summary>A loss with these settings.</summary>
    /// <param name="gamma">γ, finite and at least 0; 2 by default.</param>
    /// <param name="alpha">a in [0, 1]; 0.25 by default.</param>
    /// <param name="lambda">λ, finite and at least 0; 0.1 by default.</param>
    /// <param name="temperature">T, finite and above 0; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public CalibratedFocalLoss(double gamma = 2, double alpha = 0.25, double lambda = 0.1, double temperature = 1)
    {
        Gamma = Setting.NotNegative(gamma);
        Alpha = Setting.InUnitInterval(alpha);
        Lambda = Setting.NotNegative(lambda);
        Temperature = Setting.Positive(temperature);
    }

    /// <summary>γ.</summary>
    public double Gamma { get; }

    /// <summary>a.</summary>
    public double Alpha { get; }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <summary>T.</summary>
    public double Temperature { get; }

    private protected override Tensor Compute(Tensor input, bool areLogits, Tensor targets) =>
        BinaryLossNode.Compute(
            "CalibratedFocal", input, areLogits, targets, new FocalElement { PositiveGamma = Gamma, NegativeGamma = Gamma, Alpha = Alpha }, term: new BatchTerm(BatchTermKind.Calibration, Lambda, Temperature));
}
