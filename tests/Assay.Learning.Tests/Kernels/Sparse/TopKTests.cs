using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Sparse;

namespace Assay.Learning.Tests.Kernels.Sparse;

public sealed unsafe class TopKTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(7, 3)]
    [InlineData(16, 16)]
    [InlineData(40, 37)]
    [InlineData(64, 1)]
    [InlineData(128, 32)]
    [InlineData(129, 128)]
    [InlineData(1000, 32)]
    [InlineData(1024, 32)]
    [InlineData(1037, 300)]
    public void The_largest_are_selected_and_of_equal_ones_the_first(int length, int k)
    {
        for (var kind = 0; kind < 9; kind++)
        {
            var random = new Random(kind);
            var row = new float[length];
            for (var j = 0; j < length; j++)
            {
                row[j] = kind switch
                {
                    0 => random.NextSingle() - 0.5f,
                    1 => random.Next(4),
                    2 => 1,
                    3 => j,
                    4 => -j * 1e30f,
                    5 => random.NextSingle() * (random.Next(10) == 0 ? 1e-40f : 1e3f),
                    6 => random.Next(20) == 0 ? float.NaN : random.NextSingle(),
                    7 => random.Next(3) == 0 ? float.NegativeInfinity : random.Next(10) == 0 ? float.PositiveInfinity : random.NextSingle(),
                    _ => float.NegativeInfinity,
                };
            }

            var expected = Enumerable.Range(0, length).OrderByDescending(j => float.IsNaN(row[j])).ThenByDescending(j => row[j]).ThenBy(j => j).Take(k).Order().ToArray();
            foreach (var width in SimdWidths.Supported)
                Assert.Equal(expected, Select(width, row, k));
        }
    }

    private static int[] Select(SimdWidth width, float[] values, int k)
    {
        using var row = new GuardedMemory(values.Length);
        using var selected = new GuardedMemory(k);
        using var scratch = new GuardedMemory((int)(TopK.ScratchBytes(values.Length, sizeof(float)) / sizeof(float)));
        values.CopyTo(row.Span);
        var places = new int[k];
        fixed (int* at = places)
        {
            switch (width)
            {
                case SimdWidth.Bits512:
                    TopK.Select<float, SingleLanes512>(row.Pointer, values.Length, k, scratch.Pointer, at, selected.Pointer);
                    break;
                case SimdWidth.Bits256:
                    TopK.Select<float, SingleLanes256>(row.Pointer, values.Length, k, scratch.Pointer, at, selected.Pointer);
                    break;
                default:
                    TopK.Select<float, SingleLanes128>(row.Pointer, values.Length, k, scratch.Pointer, at, selected.Pointer);
                    break;
            }
        }

        for (var j = 0; j < k; j++)
            Assert.Equal(values[places[j]], selected.Span[j]);
        return places;
    }
}
