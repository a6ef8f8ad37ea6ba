using System.Numerics;
using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tests.Kernels.Lanes;

namespace Assay.Learning.Tests.Kernels.Elementwise;

public sealed class CounterHashTests
{
    // The data are fixed by the definition, so a bound that holds once holds always; six standard deviations leave room for any good hash.
    private const double Deviations = 6;

    public static TheoryData<SimdWidth> Widths => SingleLanesTests.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_keeps_what_the_scalar_definition_keeps(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        var x = Enumerable.Range(1, 133).Select(i => (float)i).ToArray();
        ulong[] starts = [0, 1, 7, uint.MaxValue - 140ul, uint.MaxValue - 70ul, uint.MaxValue - 3ul, uint.MaxValue, 1ul << 32, (5ul << 32) - 9, ulong.MaxValue - 60];
        foreach (var key in new ulong[] { 0, 1, 0xFEDC_BA98_7654_3210, ulong.MaxValue })
        {
            foreach (var start in starts)
            {
                foreach (var threshold in new[] { 0u, 1u << 30, 1u << 31, 0xE000_0000u, uint.MaxValue })
                {
                    var expected = x.Select((value, i) => new CounterHash(key).Bits(unchecked(start + (uint)i)) >= threshold ? value : 0f);
                    Assert.Equal(expected, lanes.Keep(x, key, start, threshold));
                }
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_share_dropped_is_the_threshold_with_the_variance_of_independent_draws(double share)
    {
        // 200 masks of 10,000: their counts have a binomial's mean and variance.
        const int Masks = 200;
        const int Length = 10_000;
        var threshold = (uint)(share * 4294967296.0);
        var counts = Enumerable.Range(0, Masks).Select(key => (double)Count(Length, i => new CounterHash((ulong)key).Bits(i) < threshold)).ToArray();
        var variance = Length * share * (1 - share);
        Assert.InRange(counts.Average(), (Length * share) - (Deviations * Math.Sqrt(variance / Masks)), (Length * share) + (Deviations * Math.Sqrt(variance / Masks)));
        AssertChiSquare(counts.Sum(count => (count - (Length * share)) * (count - (Length * share)) / variance), Masks);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(0x8000_0000_0000_0000ul)]
    public void Eight_neighbours_take_all_patterns_equally_often(ulong key)
    {
        var cells = new int[256];
        for (var i = 0ul; i < 400_000; i += 8)
        {
            var pattern = 0;
            for (var bit = 0ul; bit < 8; bit++)
            {
                pattern = (pattern << 1) | (int)(new CounterHash(key).Bits(i + bit) >> 31);
            }

            cells[pattern]++;
        }

        AssertUniform(cells);
    }

    [Fact]
    public void High_low_and_middle_bytes_are_uniform()
    {
        foreach (var shift in new[] { 0, 8, 16, 24 })
        {
            var cells = new int[256];
            for (var i = 0ul; i < 100_000; i++)
            {
                cells[(new CounterHash(42).Bits(i) >> shift) & 255]++;
            }

            AssertUniform(cells);
        }
    }

    [Fact]
    public void Indices_that_differ_by_a_power_of_two_are_independent()
    {
        for (var power = 0; power < 40; power++)
        {
            AssertIndependent(i => new CounterHash(7).Bits(i), i => new CounterHash(7).Bits(i + (1ul << power)));
        }
    }

    [Fact]
    public void Keys_that_differ_in_one_bit_give_independent_masks()
    {
        for (var bit = 0; bit < 64; bit++)
        {
            AssertIndependent(i => new CounterHash(7).Bits(i), i => new CounterHash(7 ^ (1ul << bit)).Bits(i));
        }
    }

    [Fact]
    public void One_mask_is_not_another_moved()
    {
        // Keys 0 and 1, compared at every shift and every exclusive-or of the index up to 63.
        for (var other = 0ul; other < 64; other++)
        {
            AssertIndependent(i => new CounterHash(0).Bits(i), i => new CounterHash(1).Bits(i + other));
            AssertIndependent(i => new CounterHash(0).Bits(i), i => new CounterHash(1).Bits(i ^ other));
        }
    }

    [Fact]
    public void A_changed_bit_of_index_or_key_changes_half_the_result()
    {
        const int Tries = 4_000;
        for (var bit = 0; bit < 64; bit++)
        {
            var (fromIndex, fromKey) = (0, 0);
            for (var i = 0ul; i < Tries; i++)
            {
                var (key, index) = (i * 0x9E37_79B9_7F4A_7C15ul, i * 0xD134_2543_DE82_EF95ul);
                fromIndex += BitOperations.PopCount(new CounterHash(key).Bits(index) ^ new CounterHash(key).Bits(index ^ (1ul << bit)));
                fromKey += BitOperations.PopCount(new CounterHash(key).Bits(index) ^ new CounterHash(key ^ (1ul << bit)).Bits(index));
            }

            Assert.InRange(fromIndex / (double)(Tries * 32), 0.48, 0.52);
            Assert.InRange(fromKey / (double)(Tries * 32), 0.48, 0.52);
        }
    }

    /// <summary>Chi-square of the two results' top three bits, 64 cells.</summary>
    private static void AssertIndependent(Func<ulong, uint> one, Func<ulong, uint> other)
    {
        var cells = new int[64];
        for (var i = 0ul; i < 16_000; i++)
        {
            cells[((one(i) >> 29) << 3) | (other(i) >> 29)]++;
        }

        AssertUniform(cells);
    }

    private static void AssertUniform(int[] cells)
    {
        var expected = cells.Sum() / (double)cells.Length;
        AssertChiSquare(cells.Sum(count => (count - expected) * (count - expected) / expected), cells.Length - 1);
    }

    // Mean and variance of chi-square: its degrees of freedom and twice that.
    private static void AssertChiSquare(double value, int freedom) =>
        Assert.InRange(value, freedom - (Deviations * Math.Sqrt(2.0 * freedom)), freedom + (Deviations * Math.Sqrt(2.0 * freedom)));

    private static int Count(int length, Func<ulong, bool> holds)
    {
        var count = 0;
        for (var i = 0; i < length; i++)
        {
            count += holds((ulong)i) ? 1 : 0;
        }

        return count;
    }
}
