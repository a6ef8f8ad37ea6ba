using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class RandomStreamTests
{
    // χ² of so many counts lies below this with probability 1 − 10⁻⁶ or so: degrees + 5 √(2 · degrees) + 15.
    private static double Bound(int degrees) => degrees + (5 * Math.Sqrt(2.0 * degrees)) + 15;

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(4095)]
    [InlineData(5000)]
    public void Every_index_is_drawn_equally_often(int bound)
    {
        var counts = new int[bound];
        var indices = new int[1000];
        var resamples = Math.Max(100, bound / 10);
        for (var resample = 0; resample < resamples; resample++)
        {
            var stream = new RandomStream(new Seed(7), resample);
            stream.Fill(indices, bound);
            foreach (var index in indices)
                counts[index]++;
        }

        var expected = resamples * 1000.0 / bound;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, Bound(bound - 1));
    }

    [Fact]
    public void Neighboring_resamples_and_neighboring_draws_have_nothing_in_common()
    {
        // Pairs (draw, the next one) and (draw, the same place of the next resample) over 16 × 16 cells.
        int[] along = new int[256], across = new int[256];
        int[] now = new int[1000], before = new int[1000];
        for (var resample = 0; resample < 300; resample++)
        {
            var stream = new RandomStream(new Seed(1), resample);
            stream.Fill(now, 16);
            for (var index = 0; index + 1 < 1000; index += 2)
                along[(now[index] * 16) + now[index + 1]]++;
            for (var index = 0; resample > 0 && index < 1000; index++)
                across[(now[index] * 16) + before[index]]++;
            (now, before) = (before, now);
        }

        foreach (var counts in new[] { along, across })
        {
            var expected = counts.Sum() / 256.0;
            Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, Bound(255));
        }
    }
}
