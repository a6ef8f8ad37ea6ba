using System.Numerics;
using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Products;
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
        var began = Profile?.Now ?? 0;
        if (Precision == Precision.Double)
            MultiplyDouble(a, b, c, accumulate, epilogue);
        else if (Width == SimdWidth.Bits512)
            MultiplySingle<TEpilogue, SingleLanes512>(a, b, c, accumulate, epilogue);
        else if (Width == SimdWidth.Bits256)
            MultiplySingle<TEpilogue, SingleLanes256>(a, b, c, accumulate, epilogue);
        else
            MultiplySingle<TEpilogue, SingleLanes128>(a, b, c, accumulate, epilogue);
        Profile?.Add(a.IsTransposed ? "Multiply aT·b" : b.IsTransposed ? "Multiply a·bT" : "Multiply a·b", began);
    }

    /// <summary>destination[j] = Σᵢ a[i, j], or += that.</summary>
    internal void SumRows(in Matrix a, void* destination, bool accumulate)
    {
        var began = Profile?.Now ?? 0;
        if (Precision == Precision.Double)
            ColumnSums.Add(Workers, Width, (double*)a.Data, a.Stride, a.Rows, a.Columns, (double*)destination, accumulate);
        else
            ColumnSums.Add(Workers, Width, (float*)a.Data, a.Stride, a.Rows, a.Columns, (float*)destination, accumulate);
        Profile?.Add("SumRows", began);
    }

    private void MultiplyDouble<TEpilogue>(in Matrix a, in Matrix b, void* c, bool accumulate, TEpilogue epilogue)
        where TEpilogue : unmanaged, IEpilogue
    {
        var then = typeof(TEpilogue) == typeof(NoEpilogue) ? default : new GemmEpilogue<double>(&Apply<TEpilogue, double, DoubleLane>, &epilogue);
        Gemm.Multiply(Workers, Width, Operand<double>(a), Operand<double>(b), (double*)c, b.Columns, accumulate, then);
    }

    private void MultiplySingle<TEpilogue, V>(in Matrix a, in Matrix b, void* c, bool accumulate, TEpilogue epilogue)
        where TEpilogue : unmanaged, IEpilogue
        where V : struct, ILanes<V, float>
    {
        var then = typeof(TEpilogue) == typeof(NoEpilogue) ? default : new GemmEpilogue<float>(&Apply<TEpilogue, float, V>, &epilogue);
        Gemm.Multiply(Workers, Width, Operand<float>(a), Operand<float>(b), (float*)c, b.Columns, accumulate, then);
    }

    private static GemmOperand<T> Operand<T>(in Matrix matrix)
        where T : unmanaged => new((T*)matrix.Data, matrix.Rows, matrix.Columns, (int)matrix.Stride, matrix.IsTransposed);

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
