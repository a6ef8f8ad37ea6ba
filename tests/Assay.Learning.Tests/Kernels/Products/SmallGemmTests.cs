using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Tests.Kernels.Products;

public sealed unsafe class SmallGemmTests
{
    private static readonly (int M, int N, int K)[] Heads =
        [(80, 80, 12), (128, 128, 32), (80, 80, 256), (9, 9, 12), (4, 4, 32), (80, 12, 80), (128, 32, 128), (80, 256, 80), (37, 53, 300), (5, 7, 0), (0, 3, 3), (3, 0, 3)];

    public static TheoryData<SimdWidth> Widths => [.. SomeKernels.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Heads_give_the_product_whichever_way_A_lies(SimdWidth width)
    {
        foreach (var (m, n, k) in Heads)
        {
            Check(width, m, n, k, false, false, 0.25f, 0);
            Check(width, m, n, k, true, true, -1.5f, 3);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_small_size_gives_the_product(SimdWidth width)
    {
        for (var m = 1; m <= 40; m += 1 + m / 14)
        {
            for (var n = 1; n <= 70; n++)
                Check(width, m, n, 1 + (m * 5 + n) % 40, m % 2 == 0, n % 2 == 0, 1, n % 3);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Packed_rows_are_the_transpose_with_zeros_to_the_padding(SimdWidth width)
    {
        foreach (var (n, k) in new[] { (1, 1), (9, 12), (16, 4), (17, 33), (80, 12), (33, 7), (64, 16) })
        {
            var stride = (n + SmallGemm.Padding - 1) / SmallGemm.Padding * SmallGemm.Padding;
            using var source = SomeKernels.Floats((n - 1) * (k + 2) + k, new Random(n));
            using var packed = SomeKernels.Floats(k * stride, new Random(k));
            SmallGemm.PackTransposed(width, source.Pointer, k + 2, n, k, packed.Pointer, stride);
            for (var i = 0; i < k; i++)
            {
                for (var j = 0; j < stride; j++)
                    Assert.Equal(j < n ? source.Span[j * (k + 2) + i] : 0, packed.Span[i * stride + j]);
            }

            Assert.True(packed.IsIntact);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Packed_columns_give_the_product(SimdWidth width)
    {
        foreach (var (m, n, k) in Heads)
        {
            using var product = new ProductCase(m, n, k, false, true, true, 1, 21);
            var stride = (n + SmallGemm.Padding - 1) / SmallGemm.Padding * SmallGemm.Padding;
            using var packed = SomeKernels.Floats(k * stride, new Random(3));
            SmallGemm.PackTransposed(width, product.B.Pointer, product.BStride, n, k, packed.Pointer, stride);
            SmallGemm.Multiply(width, m, n, k, 2, product.A.Pointer, product.AStride, 1, packed.Pointer, stride, true, product.C.Pointer, product.CStride, true);
            product.AssertProduct(alpha: 2);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Rows_by_rows_give_the_product(SimdWidth width)
    {
        foreach (var (m, n, k) in new[] { (4, 4, 32), (1, 1, 0), (5, 3, 17), (9, 7, 100), (80, 12, 80), (16, 18, 5), (3, 0, 4), (0, 3, 4) })
        {
            foreach (var accumulate in new[] { false, true })
            {
                using var product = new ProductCase(m, n, k, false, true, accumulate, 2, m + n + k);
                SmallGemm.MultiplyRows(width, m, n, k, -0.5f, product.A.Pointer, product.AStride, product.B.Pointer, product.BStride, product.C.Pointer, product.CStride, accumulate);
                product.AssertProduct(alpha: -0.5f);
            }
        }
    }

    private static void Check(SimdWidth width, int m, int n, int k, bool transposeA, bool accumulate, float alpha, int extraStride)
    {
        using var product = new ProductCase(m, n, k, transposeA, false, accumulate, extraStride, m * 1009 + n * 31 + k);
        var left = product.Left;
        SmallGemm.Multiply(
            width, m, n, k, alpha, left.Data, left.RowStep, left.ColumnStep, product.B.Pointer, product.BStride, padded: false, product.C.Pointer, product.CStride, accumulate);
        product.AssertProduct(alpha);
    }
}
