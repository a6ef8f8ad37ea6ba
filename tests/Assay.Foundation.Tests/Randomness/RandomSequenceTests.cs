using Assay.Foundation.Randomness;

namespace Assay.Foundation.Tests.Randomness;

public sealed class RandomSequenceTests
{
    private const int Draws = 100_000;

    [Fact]
    public void Equal_seeds_parts_and_attempts_give_equal_numbers_and_any_other_gives_others()
    {
        Assert.Equal(First(3, 5, 1), First(3, 5, 1));
        Assert.Equal(4, new[] { First(3, 5, 1), First(4, 5, 1), First(3, 6, 1), First(3, 5, 2) }.Distinct().Count());

        static ulong First(ulong seed, int part, int attempt) => new RandomSequence(new Seed(seed), part, attempt).NextBits();
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var random = new RandomSequence(new Seed(1));
        var counts = new int[10];
        for (var draw = 0; draw < Draws; draw++)
            counts[(int)(random.Uniform() * 10)]++;

        // Five standard deviations of a binomial count.
        Assert.All(counts, count => Assert.InRange(count, (Draws / 10) - 475, (Draws / 10) + 475));
    }

    [Fact]
    public void Numbers_below_a_bound_are_equally_likely()
    {
        var random = new RandomSequence(new Seed(2));
        var counts = new int[7];
        for (var draw = 0; draw < Draws; draw++)
            counts[random.Below(7)]++;

        Assert.All(counts, count => Assert.InRange(count, (Draws / 7) - 560, (Draws / 7) + 560));
    }

    [Fact]
    public void Normal_numbers_have_mean_0_variance_1_and_no_skew()
    {
        var random = new RandomSequence(new Seed(3));
        var (sum, squares, cubes) = (0.0, 0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var number = random.Normal();
            (sum, squares, cubes) = (sum + number, squares + (number * number), cubes + (number * number * number));
        }

        Assert.InRange(sum / Draws, -0.016, 0.016);
        Assert.InRange(squares / Draws, 0.977, 1.023);
        Assert.InRange(cubes / Draws, -0.062, 0.062);
    }
}
