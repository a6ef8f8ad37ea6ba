namespace Assay.Learning.Kernels.Products;

internal static unsafe partial class Gemm
{
    /// <summary>The same product in double precision by the plain loops of its definition, on the calling thread: for gradient checks, not for speed.</summary>
    /// <inheritdoc cref="Multiply(Workers, SimdWidth, in GemmOperand{float}, in GemmOperand{float}, float*, int, bool, in GemmEpilogue{float})"/>
    public static void Multiply(
        Workers workers, SimdWidth width, in GemmOperand<double> a, in GemmOperand<double> b, double* c, int stride, bool accumulate, in GemmEpilogue<double> epilogue = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Rows, a.Columns);
        if (a.Rows == 0 || b.Columns == 0)
            return;
        _ = (workers, width);
        for (var i = 0; i < a.Rows; i++)
        {
            for (var j = 0; j < b.Columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < a.Columns; k++)
                    sum += a.Data[i * a.RowStep + k * a.ColumnStep] * b.Data[k * b.RowStep + j * b.ColumnStep];
                var element = c + (nint)i * stride + j;
                *element = accumulate ? *element + sum : sum;
            }
        }

        if (epilogue.Apply != null)
            epilogue.Apply(epilogue.State, c, stride, 0, a.Rows, 0, b.Columns);
    }
}
