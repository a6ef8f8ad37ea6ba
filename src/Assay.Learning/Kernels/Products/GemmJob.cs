using System.Runtime.InteropServices;

namespace Assay.Learning.Kernels.Products;

/// <summary>One product C (+)= op(A) · op(B) as the threads see it; steps in floats.</summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct GemmJob
{
    public float* A;
    public nint ARow;
    public nint AColumn;
    public float* B;
    public nint BRow;
    public nint BColumn;
    public float* C;
    public nint CRow;
    public int M;
    public int N;
    public int K;
    public bool Accumulate;

    /// <summary>C is a column that was exchanged for its transpose: blocks are reported the other way round.</summary>
    public bool Flipped;

    public GemmEpilogue<float> Epilogue;

    /// <summary>Rows and columns of a part; parts are numbered along M first.</summary>
    public int PartRows;

    public int PartColumns;

    public int PartsDown;

    /// <summary><see cref="Workers.Handle"/>.</summary>
    public nint Workers;
}
