using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Tensors;

// The same numbers in other shapes, and products of matrices.
public readonly partial struct Tensor
{
    /// <summary>Tensors one behind another along an axis.</summary>
    /// <param name="tensors">At least one; equal in all axes but that one.</param>
    /// <param name="axis">The axis; negative numbers count from the end, −1 (default) is the last.</param>
    /// <returns>Of the sum of the sizes in that axis.</returns>
    /// <exception cref="ArgumentException">No tensors, or other axes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor Concat(ReadOnlySpan<Tensor> tensors, int axis = -1) => ConcatNode.Compute(tensors, axis);

    /// <summary>The matrix product A·B, with this tensor as A.</summary>
    /// <param name="other">B, [K, N].</param>
    /// <returns>[…, N] for this tensor of shape […, K].</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor MatMul(Tensor other) => ProductNode.Compute(this, other);

    /// <summary>The same numbers, row-major, under another shape; no copy.</summary>
    /// <param name="shape">With as many elements.</param>
    /// <exception cref="ArgumentException">Another number of elements.</exception>
    public Tensor Reshape(Shape shape) => ReshapeNode.Compute(this, shape);

    /// <summary>All axes from <paramref name="start"/> on as one; no copy.</summary>
    /// <param name="start">The first axis to be joined; 1 by default, so that a batch stays one.</param>
    /// <exception cref="ArgumentException">There is no axis <paramref name="start"/>.</exception>
    public Tensor Flatten(int start = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        var shape = Shape;
        if (shape.Rank <= start)
            throw Throw.Shapes("Flatten", shape, $"at least {start + 1} axes");
        Span<int> sizes = stackalloc int[Shape.MaximumRank];
        shape.CopyTo(sizes);
        var joined = 1;
        for (var axis = start; axis < shape.Rank; axis++)
            joined = checked(joined * shape[axis]);
        sizes[start] = joined;
        return shape.Rank == start + 1 ? this : Reshape(Shape.Create(sizes[..(start + 1)]));
    }

    /// <summary>The last two axes exchanged.</summary>
    /// <returns>[…, columns, rows] for this tensor of shape […, rows, columns].</returns>
    /// <exception cref="ArgumentException">Fewer than two axes.</exception>
    public Tensor Transpose() => TransposeNode.Compute(this);

    /// <summary>A part of one axis.</summary>
    /// <param name="axis">The axis; negative numbers count from the end.</param>
    /// <param name="start">The first place.</param>
    /// <param name="length">How many places.</param>
    /// <returns>Of size <paramref name="length"/> in that axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or it ends before.</exception>
    public Tensor Slice(int axis, int start, int length) => SliceNode.Compute(this, axis, start, length);
}
