using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Tensors;

// Many numbers to few.
public readonly partial struct Tensor
{
    /// <summary>Σ of the products of corresponding elements, one number.</summary>
    /// <param name="other">Of the same shape.</param>
    /// <exception cref="ArgumentException">Shapes that differ.</exception>
    public Tensor Dot(Tensor other) => DotNode.Compute(this, other);
}
