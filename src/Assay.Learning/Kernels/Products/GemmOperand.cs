namespace Assay.Learning.Kernels.Products;

/// <summary>A factor of a matrix product: op(X) over row-major memory that stays the caller's.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="data">The first element stored.</param>
/// <param name="rows">Rows of op(X), that is after the transposition.</param>
/// <param name="columns">Columns of op(X).</param>
/// <param name="stride">Elements from one stored row to the next.</param>
/// <param name="transposed">Whether op(X) = Xᵀ, so that memory holds <paramref name="columns"/> rows of <paramref name="rows"/> elements.</param>
internal readonly unsafe struct GemmOperand<T>(T* data, int rows, int columns, int stride, bool transposed = false)
    where T : unmanaged
{
    public readonly T* Data = data;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int Stride = stride;
    public readonly bool Transposed = transposed;

    /// <summary>Elements from op(X)[i, k] to op(X)[i + 1, k].</summary>
    public nint RowStep => Transposed ? 1 : Stride;

    /// <summary>Elements from op(X)[i, k] to op(X)[i, k + 1].</summary>
    public nint ColumnStep => Transposed ? Stride : 1;

    /// <summary>The same memory read as op(X)ᵀ.</summary>
    public GemmOperand<T> Flipped => new(Data, Columns, Rows, Stride, !Transposed);
}
