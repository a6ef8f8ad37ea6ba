using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Products;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Kernels.Products;

public sealed unsafe class GemmTests
{
    // Around tiles (6, 8, 12 rows; 16, 32, 48 columns), blocks (192 rows, 256 products, 512 columns) and their halves.
    private static readonly int[] Edges = [1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 15, 16, 17, 23, 25, 31, 32, 33, 47, 48, 49, 63, 65, 95, 97];
    private static readonly int[] LongEdges = [127, 129, 191, 192, 193, 255, 256, 257, 511, 513];

    public static TheoryData<SimdWidth, bool, bool> Forms
    {
        get
        {
            var forms = new TheoryData<SimdWidth, bool, bool>();
            foreach (var width in SomeKernels.Widths)
            {
                foreach (var transposeA in new[] { false, true })
                {
                    foreach (var transposeB in new[] { false, true })
                        forms.Add(width, transposeA, transposeB);
                }
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_small_size_gives_the_product(SimdWidth width, bool transposeA, bool transposeB)
    {
        using var workers = new Workers(1);
        for (var size = 1; size <= 40; size++)
        {
            // Two sides vary against the third, which moves through the sizes too.
            for (var other = 1; other <= 40; other += 1 + size % 3)
                Check(workers, width, size, other, 1 + (size * 7 + other * 3) % 40, transposeA, transposeB, (size + other) % 2 == 0, (size + other) % 3);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Sizes_around_the_edges_of_tiles_and_blocks_give_the_product(SimdWidth width, bool transposeA, bool transposeB)
    {
        using var workers = new Workers(2);
        var random = new Random(11);
        foreach (var edge in LongEdges)
        {
            for (var turn = 0; turn < 3; turn++)
            {
                var (one, two) = (Edges[random.Next(Edges.Length)], Edges[random.Next(Edges.Length)]);
                var (m, n, k) = turn switch { 0 => (edge, one, two), 1 => (one, edge, two), _ => (one, two, edge) };
                Check(workers, width, m, n, k, transposeA, transposeB, turn == 1, edge % 5);
            }
        }
    }

    [Fact]
    public void Any_shape_form_and_stride_gives_the_product() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            using var workers = new Workers(1 + random.Next(3));
            var width = SomeKernels.Widths[random.Next(SomeKernels.Widths.Count)];
            Check(workers, width, random.Next(150), random.Next(150), random.Next(150), random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0, random.Next(20));
        }).Holds(150);

    [Theory]
    [InlineData(0, 5, 7)]
    [InlineData(5, 0, 7)]
    public void An_empty_product_touches_nothing(int m, int n, int k)
    {
        using var workers = new Workers(2);
        foreach (var width in SomeKernels.Widths)
            Check(workers, width, m, n, k, false, false, false, 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_products_per_element_give_zeros_or_leave_what_is_added_to(bool accumulate)
    {
        using var workers = new Workers(2);
        foreach (var width in SomeKernels.Widths)
            Check(workers, width, 13, 21, 0, false, true, accumulate, 2);
    }

    [Fact]
    public void Inner_sizes_that_differ_are_refused()
    {
        using var workers = new Workers(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gemm.Multiply(workers, SimdWidth.Bits128, new GemmOperand<float>(null, 2, 3, 3), new(null, 4, 2, 2), null, 2, false));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Threads_do_not_change_a_bit(SimdWidth width, bool transposeA, bool transposeB)
    {
        foreach (var (m, n, k) in new[] { (250, 330, 300), (64, 1000, 97), (1500, 18, 64), (1200, 1, 700), (700, 3, 300), (300, 257, 520) })
        {
            using var product = new ProductCase(m, n, k, transposeA, transposeB, accumulate: true, extraStride: 0, seed: 5);
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var workers = new Workers(threads);
                product.Restore();
                product.Multiply(workers, width);
                results.Add(product.C.Span.ToArray());
            }

            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }

    [Fact]
    public void Infinity_and_NaN_reach_their_row_and_column_and_no_other()
    {
        using var workers = new Workers(1);
        foreach (var width in SomeKernels.Widths)
        {
            using var product = new ProductCase(19, 37, 29, false, false, false, 0, 6);
            product.A.Span[4 * product.AStride + 3] = float.NaN;
            product.B.Span[28 * product.BStride + 36] = float.PositiveInfinity;
            product.Multiply(workers, width);
            for (var i = 0; i < 19; i++)
            {
                for (var j = 0; j < 37; j++)
                {
                    var value = product.C.Span[i * 37 + j];
                    Assert.True(i == 4 ? float.IsNaN(value) : j == 36 ? float.IsInfinity(value) : float.IsFinite(value), $"{width}: C[{i}, {j}] is {value}.");
                }
            }
        }
    }

    [Fact]
    public void The_epilogue_sees_each_finished_element_once()
    {
        foreach (var width in SomeKernels.Widths)
        {
            foreach (var threads in new[] { 1, 3 })
            {
                using var workers = new Workers(threads);
                foreach (var (m, n, k) in new[] { (200, 700, 300), (64, 1100, 40), (500, 1, 300), (1, 9, 0) })
                {
                    using var product = new ProductCase(m, n, k, false, true, false, 0, 7);
                    product.Multiply(workers, width);
                    var plain = product.C.Span.ToArray();
                    product.Multiply(workers, width, new(&NegateMinusPlace, &n));
                    for (var i = 0; i < plain.Length; i++)
                        Assert.Equal(-plain[i] - i, product.C.Span[i]);
                }
            }
        }
    }

    [Fact]
    public void Double_precision_computes_the_same_definition()
    {
        using var workers = new Workers(1);
        using var product = new ProductCase(9, 11, 13, true, false, true, 2, 8);
        var a = product.A.Span.ToArray().Select(value => (double)value).ToArray();
        var b = product.B.Span.ToArray().Select(value => (double)value).ToArray();
        var c = product.C.Span.ToArray().Select(value => (double)value).ToArray();
        fixed (double* left = a, right = b, result = c)
        {
            Gemm.Multiply(
                workers, SimdWidth.Bits128, new GemmOperand<double>(left, 9, 13, product.AStride, true), new(right, 13, 11, product.BStride), result, product.CStride, accumulate: true);
        }

        for (var i = 0; i < c.Length; i++)
            product.C.Span[i] = (float)c[i];
        product.AssertProduct();
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        using var workers = new Workers(2);
        using var product = new ProductCase(100, 300, 100, false, true, true, 0, 9);
        foreach (var width in SomeKernels.Widths)
        {
            product.Multiply(workers, width);
            var before = GC.GetAllocatedBytesForCurrentThread();
            product.Multiply(workers, width);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static void Check(Workers workers, SimdWidth width, int m, int n, int k, bool transposeA, bool transposeB, bool accumulate, int extraStride)
    {
        using var product = new ProductCase(m, n, k, transposeA, transposeB, accumulate, extraStride, m * 1009 + n * 31 + k);
        product.Multiply(workers, width);
        product.AssertProduct();
    }

    /// <summary>c = −c − place, where place counts the elements row by row; the state holds the columns.</summary>
    private static void NegateMinusPlace(void* state, float* c, nint stride, int row, int rows, int column, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                c[i * stride + j] = -c[i * stride + j] - ((row + i) * *(int*)state + column + j);
        }
    }
}
