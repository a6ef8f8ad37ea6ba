using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>y = x/√(mean(x²) + ε) · w over the last axis. Parameter: <c>weight</c> [size], first 1. Source: Zhang and Sennrich 2019.</summary>
public sealed class RmsNorm : Layer
{
    /// <summary>A normalization of rows of <paramref name="size"/> numbers.</summary>
    /// <param name="size">Numbers in a row, at least 1.</param>
    /// <param name="epsilon">ε, above 0; 1e-5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an ε that is not above 0.</exception>
    public RmsNorm(int size, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Epsilon = epsilon;
        Weight = Declare("weight", [size], Initializer.Ones);
    }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>w, [size].</summary>
    public Parameter Weight { get; }

    /// <summary>[…, size] → […, size].</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.RmsNorm(Weight, Epsilon);
}
