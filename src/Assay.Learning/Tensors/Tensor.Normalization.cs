using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Tensors;

// Normalization over the last axis.
public readonly partial struct Tensor
{
    /// <summary>(x − μ)/√(σ² + ε) · w + b with the mean μ and the biased variance σ² of each row.</summary>
    /// <param name="weight">w, [size of the last axis]; 1 when null.</param>
    /// <param name="bias">b, [size of the last axis]; 0 when null.</param>
    /// <param name="epsilon">ε, 1e-5 by default.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor LayerNorm(Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5) => NormNode.Compute(this, weight, bias, epsilon, centers: true);

    /// <summary>x/√(mean(x²) + ε) · w over each row.</summary>
    /// <param name="weight">w, [size of the last axis]; 1 when null.</param>
    /// <param name="epsilon">ε, 1e-5 by default.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor RmsNorm(Tensor? weight = null, double epsilon = 1e-5) => NormNode.Compute(this, weight, bias: null, epsilon, centers: false);
}
