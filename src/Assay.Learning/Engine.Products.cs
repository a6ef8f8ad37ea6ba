using System.Numerics;
using Assay.Learning.Kernels;
using Assay.Learning.Tensors;

namespace Assay.Learning;

// Matrix products in the engine's precision and width.
public sealed unsafe partial class Engine
{
    /// <summary>c = a·b, or c += a·b. c is row-major without gaps.</summary>
    internal void Multiply(in Matrix a, in Matrix b, void* c, bool accumulate) => Multiply(a, b, c, accumulate, default(NoEpilogue));

    /// <summary>The same, and the epilogue over every finished block of c.</summary>
    internal void Multiply<TEpilogue>(in Matrix a, in Matrix b, void* c, bool accumulate, TEpilogue epilogue)
        where TEpilogue : unmanaged, IEpilogue
    {
        if (Precision == Precision.Double)
            Multiply<TEpilogue, double, DoubleLane>(a, b, c, accumulate, epilogue);
        else if (Width == SimdWidth.Bits512)
            Multiply<TEpilogue, float, SingleLanes512>(a, b, c, accumulate, epilogue);
        else if (Width == SimdWidth.Bits256)
            Multiply<TEpilogue, float, SingleLanes256>(a, b, c, accumulate, epilogue);
        else
            Multiply<TEpilogue, float, SingleLanes128>(a, b, c, accumulate, epilogue);
    }

    /// <summary>destination[j] = Σᵢ a[i, j], or += that.</summary>
    internal void SumRows(in Matrix a, void* destination, bool accumulate)
    {
        if (Precision == Precision.Double)
            ColumnSums.Add(Workers, (double*)a.Data, a.Rows, a.Columns, (int)a.Stride, (double*)destination, accumulate);
        else
            ColumnSums.Add(Workers, Width, (float*)a.Data, a.Rows, a.Columns, (int)a.Stride, (float*)destination, accumulate);
    }

    private void Multiply<TEpilogue, T, V>(in Matrix a, in Matrix b, void* c, bool accumulate, TEpilogue epilogue)
        where TEpilogue : unmanaged, IEpilogue
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var left = new GemmOperand<T>((T*)a.Data, a.Rows, a.Columns, (int)a.Stride, a.IsTransposed);
        var right = new GemmOperand<T>((T*)b.Data, b.Rows, b.Columns, (int)b.Stride, b.IsTransposed);
        var then = typeof(TEpilogue) == typeof(NoEpilogue) ? default : new GemmEpilogue<T>(&Apply<TEpilogue, T, V>, &epilogue);
        Gemm.Multiply(Workers, Width, left, right, (T*)c, b.Columns, accumulate, then);
    }

    private static void Apply<TEpilogue, T, V>(void* state, T* block, nint stride, int row, int rows, int column, int columns)
        where TEpilogue : unmanaged, IEpilogue
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> =>
        ((TEpilogue*)state)->Apply<T, V>(block, stride, row, rows, column, columns);

    private readonly struct NoEpilogue : IEpilogue
    {
        public void Apply<T, V>(T* block, nint stride, int row, int rows, int column, int columns)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where V : struct, ILanes<V, T>
        {
        }
    }
}
