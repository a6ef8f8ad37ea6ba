using System.Runtime.InteropServices;

namespace Assay.Learning.Kernels.Products;

/// <summary>What a <see cref="GemmTile{TVector, TRegister, TRows, TRegisters}"/> works on. Strides of A and B are in bytes, that of C in floats.</summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct TileCall
{
    /// <summary>A[0, 0] of the strip; its elements are read one by one, so that any two strides do, also those of a transposed matrix.</summary>
    public byte* A;

    /// <summary>Bytes from A[i, k] to A[i + 1, k].</summary>
    public nint ARow;

    /// <summary>Bytes from A[i, k] to A[i, k + 1].</summary>
    public nint AStep;

    /// <summary>B[0, 0] of the panel, whose rows are readable in whole registers.</summary>
    public byte* B;

    /// <summary>Bytes from B[k, j] to B[k + 1, j].</summary>
    public nint BStep;

    /// <summary>Products per element, K; 0 gives zeros.</summary>
    public nint Depth;

    /// <summary>C[0, 0] of the tile.</summary>
    public float* C;

    /// <summary>Floats from C[i, j] to C[i + 1, j].</summary>
    public nint CRow;

    public float Alpha;

    public bool Accumulate;
}
