using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Tests.Kernels.Products;

/// <summary>One product with its operands in guarded memory, and what it must give.</summary>
internal sealed unsafe class ProductCase : IDisposable
{
    // Rounding of K products and sums in any order: K · eps · Σ|a||b|, and some for the addition to C. eps = 2^-24.
    private const double Slack = 4;
    private const double Epsilon = 1.0 / (1 << 24);

    private readonly bool _accumulate;
    private readonly float[] _before;

    public ProductCase(int m, int n, int k, bool transposeA, bool transposeB, bool accumulate, int extraStride, int seed)
    {
        (M, N, K, TransposeA, TransposeB, _accumulate) = (m, n, k, transposeA, transposeB, accumulate);
        var random = new Random(seed);
        AStride = (transposeA ? m : k) + extraStride;
        BStride = (transposeB ? k : n) + extraStride;
        CStride = n + extraStride;
        A = SomeKernels.Floats(Size(transposeA ? k : m, transposeA ? m : k, AStride), random);
        B = SomeKernels.Floats(Size(transposeB ? n : k, transposeB ? k : n, BStride), random);
        C = SomeKernels.Floats(Size(m, n, CStride), random);
        _before = C.Span.ToArray();
    }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public bool TransposeA { get; }

    public bool TransposeB { get; }

    public int AStride { get; }

    public int BStride { get; }

    public int CStride { get; }

    public GuardedMemory A { get; }

    public GuardedMemory B { get; }

    public GuardedMemory C { get; }

    public GemmOperand<float> Left => new(A.Pointer, M, K, AStride, TransposeA);

    public GemmOperand<float> Right => new(B.Pointer, K, N, BStride, TransposeB);

    public void Multiply(Workers workers, SimdWidth width, in GemmEpilogue<float> epilogue = default) =>
        Gemm.Multiply(workers, width, Left, Right, C.Pointer, CStride, _accumulate, epilogue);

    public void Restore() => _before.CopyTo(C.Span);

    /// <summary>Each element within the bound of its definition in double precision, nothing else touched.</summary>
    public void AssertProduct(float alpha = 1)
    {
        for (var i = 0; i < C.Count; i++)
        {
            var (row, column) = Math.DivRem(i, CStride);
            if (column >= N)
            {
                if (BitConverter.SingleToInt32Bits(C.Span[i]) != BitConverter.SingleToInt32Bits(_before[i]))
                    Assert.Fail($"{this}: the gap after row {row} was written.");
                continue;
            }

            var (sum, magnitude) = Expected(row, column);
            var before = _accumulate ? _before[i] : 0.0;
            var error = Math.Abs(before + alpha * sum - C.Span[i]);
            var bound = Slack * (K + 1) * Epsilon * (Math.Abs(before) + Math.Abs(alpha) * magnitude);
            if (!(error <= bound))
                Assert.Fail($"{this}: C[{row}, {column}] is {C.Span[i]}, expected {before + alpha * sum} ± {bound}.");
        }

        if (!(A.IsIntact && B.IsIntact && C.IsIntact))
            Assert.Fail($"{this}: memory before an operand was written.");
    }

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
        C.Dispose();
    }

    public override string ToString() =>
        $"{M}x{K}{(TransposeA ? "t" : "")}.{K}x{N}{(TransposeB ? "t" : "")}{(_accumulate ? " added" : "")}, strides {AStride} {BStride} {CStride}";

    private static int Size(int rows, int columns, int stride) => rows == 0 || columns == 0 ? 0 : (rows - 1) * stride + columns;

    private (double Sum, double Magnitude) Expected(int row, int column)
    {
        var (sum, magnitude) = (0.0, 0.0);
        var (left, right) = (Left, Right);
        for (var k = 0; k < K; k++)
        {
            var product = (double)left.Data[row * left.RowStep + k * left.ColumnStep] * right.Data[k * right.RowStep + column * right.ColumnStep];
            sum += product;
            magnitude += Math.Abs(product);
        }

        return (sum, magnitude);
    }
}
