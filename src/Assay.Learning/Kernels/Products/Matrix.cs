namespace Assay.Learning.Kernels.Products;

/// <summary>A row-major matrix in native memory, or its transpose, which costs nothing.</summary>
/// <param name="Data">The first element.</param>
/// <param name="StoredRows">Rows as stored.</param>
/// <param name="StoredColumns">Columns as stored.</param>
/// <param name="Stride">Elements from one stored row to the next.</param>
/// <param name="IsTransposed">Whether rows and columns are exchanged.</param>
internal readonly unsafe record struct Matrix(nint Data, int StoredRows, int StoredColumns, nint Stride, bool IsTransposed)
{
    public Matrix(void* data, int rows, int columns)
        : this((nint)data, rows, columns, columns, IsTransposed: false)
    {
    }

    public int Rows => IsTransposed ? StoredColumns : StoredRows;

    public int Columns => IsTransposed ? StoredRows : StoredColumns;

    public Matrix Transposed => this with { IsTransposed = !IsTransposed };
}
