using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Tensors;

// Many numbers to few.
public readonly partial struct Tensor
{
    /// <summary>Σ of the products of corresponding elements, one number.</summary>
    /// <param name="other">Of the same shape.</param>
    /// <exception cref="ArgumentException">Shapes that differ.</exception>
    public Tensor Dot(Tensor other) => DotNode.Compute(this, other);

    /// <summary>Σ of all elements, one number.</summary>
    public Tensor Sum() => TotalNode.Compute(this, 1);

    /// <summary>The mean of all elements, one number; NaN of none.</summary>
    public Tensor Mean() => TotalNode.Compute(this, 1.0 / Shape.Count);

    /// <summary>Σ over one axis, which goes: −1 for the last, 0 for the batch.</summary>
    /// <param name="axis">The axis; negative numbers count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Sum(int axis) => AxisSumNode.Compute(this, axis, mean: false);

    /// <summary>The mean over one axis, which goes: −1 for the last, 0 for the batch. NaN of none.</summary>
    /// <param name="axis">The axis; negative numbers count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Mean(int axis) => AxisSumNode.Compute(this, axis, mean: true);
}
