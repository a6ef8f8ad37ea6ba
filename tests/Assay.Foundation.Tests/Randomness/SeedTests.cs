using Assay.Foundation.Randomness;

namespace Assay.Foundation.Tests.Randomness;

public sealed class SeedTests
{
    [Fact]
    public void Equal_names_give_equal_seeds_and_different_names_do_not()
    {
        var seed = new Seed(42);
        Assert.Equal(seed.For("sampler"), seed.For("sampler"));
        Assert.NotEqual(seed.For("sampler"), seed.For("Sampler"));
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var seed = new Seed(1);
        var numbers = Enumerable.Range(0, 10_000).Select(i => seed.Uniform((ulong)i)).ToArray();
        Assert.All(numbers, u => Assert.InRange(u, 0.0, 1.0 - double.Epsilon));
        // The mean of 10,000 uniform numbers has a standard deviation of 0.0029: five of them.
        Assert.InRange(numbers.Average(), 0.4855, 0.5145);
    }
}
