using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// y = (x − μ)/√(σ² + ε) · w + b over the last axis, σ² the biased variance. Parameters: <c>weight</c> [size], first 1; <c>bias</c> [size], first 0; as in PyTorch.
/// Source: Ba, Kiros and Hinton 2016.
/// </summary>
public sealed class LayerNorm : Layer
{
    /// <summary>A normalization of rows of <paramref name="size"/> numbers.</summary>
    /// <param name="size">Numbers in a row, at least 1.</param>
    /// <param name="epsilon">ε, above 0; 1e-5 by default.</param>
    /// <param name="bias">Whether b is there; true by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an ε that is not above 0.</exception>
    public LayerNorm(int size, double epsilon = 1e-5, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Epsilon = epsilon;
        Weight = Declare("weight", [size], Initializer.Ones);
        if (bias)
            Bias = Declare("bias", [size], Initializer.Zeros);
    }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>w, [size].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [size]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>[…, size] → […, size].</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.LayerNorm(Weight, Bias?.Value, Epsilon);
}
