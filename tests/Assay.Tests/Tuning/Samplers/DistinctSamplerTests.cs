using Assay.Testing;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.Tpe;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

public sealed class DistinctSamplerTests : SamplerConformance
{
    [Fact]
    public void No_configuration_comes_twice_and_a_finite_space_ends()
    {
        var space = SomeSpaces.Tree();
        var points = SomeSpaces.Run(space, new DistinctSampler(new TpeSampler()), 100, point => point[2] + point[3]);
        Assert.Equal(28, points.Count);
        Assert.Equal(28, points.Select(point => space.KeyOf(point)).Distinct().Count());
    }

    [Fact]
    public void Replicates_come_only_when_they_are_asked_for_and_nothing_else_is_left()
    {
        var space = SomeSpaces.Tree();
        var points = SomeSpaces.Run(space, new DistinctSampler(new TpeSampler(), repeatsWhenExhausted: true), 40, point => point[2] + point[3]);
        Assert.Equal(40, points.Count);
        Assert.Equal(28, points.Take(28).Select(point => space.KeyOf(point)).Distinct().Count());
    }

    [Fact]
    public void A_sampler_that_always_says_the_same_is_led_to_the_nearest_untested()
    {
        var space = new SearchSpace(new ParameterSpace([new("a", new IntDistribution(0, 9)), new("b", new IntDistribution(0, 9))]));
        var points = SomeSpaces.Run(space, new DistinctSampler(new Stubborn([5, 5])), 200, _ => 0);
        Assert.Equal(100, points.Select(point => space.KeyOf(point)).Distinct().Count());
        Assert.Equal(100, points.Count);
        Assert.All(points.Take(5), point => Assert.True(Math.Abs(point[0] - 5) + Math.Abs(point[1] - 5) <= 1, $"{point[0]}, {point[1]} is not near."));
    }

    [Fact]
    public void A_finite_branch_of_an_infinite_space_is_left_once_it_is_tested()
    {
        var space = new SearchSpace(new ParameterSpace([SomeSpaces.Texts("kind", "plain", "tuned"), new("rate", new FloatDistribution(0, 1)) { When = "kind == \"tuned\"" }]));
        var points = SomeSpaces.Run(space, new DistinctSampler(new Stubborn([0, double.NaN])), 20, _ => 0);
        Assert.Equal(20, points.Select(point => space.KeyOf(point)).Distinct().Count());
    }

    [Fact]
    public void A_space_too_large_to_walk_is_still_without_duplicates()
    {
        var space = new SearchSpace(new ParameterSpace([.. Enumerable.Range(0, 9).Select(index => new Parameter($"p{index}", new IntDistribution(0, 9)))]));
        var points = SomeSpaces.Run(space, new DistinctSampler(new Stubborn([5, 5, 5, 5, 5, 5, 5, 5, 5])), 150, _ => 0);
        Assert.Equal(150, points.Select(point => space.KeyOf(point)).Distinct().Count());
    }

    protected override ISampler Make() => new DistinctSampler(new RandomSampler());

    private sealed class Stubborn(double[] point) : ISampler
    {
        public string Name => "stubborn";

        public Proposal? Propose(SamplingRequest request) => new([.. point]);
    }
}
