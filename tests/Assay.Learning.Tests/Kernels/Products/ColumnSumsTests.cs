using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Tests.Kernels.Products;

public sealed unsafe class ColumnSumsTests
{
    private static readonly (int Rows, int Columns)[] Sizes = [(0, 3), (3, 0), (1, 1), (7, 18), (64, 300), (513, 97), (2000, 65), (1025, 515)];

    [Fact]
    public void Sums_are_those_of_the_columns_within_rounding()
    {
        foreach (var width in SomeKernels.Widths)
        {
            foreach (var (rows, columns) in Sizes)
            {
                foreach (var accumulate in new[] { false, true })
                {
                    using var workers = new Workers(2);
                    using var matrix = SomeKernels.Floats(rows == 0 ? 0 : (rows - 1) * (columns + 3) + columns, new Random(rows));
                    using var sums = SomeKernels.Floats(columns, new Random(columns));
                    var before = sums.Span.ToArray();
                    ColumnSums.Add(workers, width, matrix.Pointer, columns + 3, rows, columns, sums.Pointer, accumulate);
                    for (var j = 0; j < columns; j++)
                    {
                        double expected = accumulate ? before[j] : 0, magnitude = Math.Abs(expected);
                        for (var i = 0; i < rows; i++)
                        {
                            expected += matrix.Span[i * (columns + 3) + j];
                            magnitude += Math.Abs(matrix.Span[i * (columns + 3) + j]);
                        }

                        // Chunks of 512 rows: at most 512 roundings inside one and as many as there are chunks after it, each 2^-24 of the magnitude.
                        Assert.True(Math.Abs(sums.Span[j] - expected) <= 520 * magnitude / (1 << 24), $"{width} {rows}x{columns}: column {j}.");
                    }

                    Assert.True(matrix.IsIntact && sums.IsIntact);
                }
            }
        }
    }

    [Fact]
    public void Neither_threads_nor_width_change_a_bit()
    {
        using var matrix = SomeKernels.Floats(3000 * 301, new Random(1));
        var results = new List<float[]>();
        foreach (var width in SomeKernels.Widths)
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var workers = new Workers(threads);
                using var sums = SomeKernels.Floats(301, new Random(2));
                ColumnSums.Add(workers, width, matrix.Pointer, 301, 3000, 301, sums.Pointer, accumulate: true);
                results.Add(sums.Span.ToArray());
            }
        }

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Double_precision_computes_the_same_definition()
    {
        using var workers = new Workers(1);
        double[] matrix = [1, 2, -9, 3, 4, -9];
        double[] sums = [10, 20];
        fixed (double* source = matrix, destination = sums)
            ColumnSums.Add(workers, SimdWidth.Bits128, source, 3, 2, 2, destination, accumulate: true);
        Assert.Equal([14, 26], sums);
    }
}
