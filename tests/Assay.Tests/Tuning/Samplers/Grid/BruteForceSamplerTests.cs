using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.Grid;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.Grid;

public sealed class BruteForceSamplerTests : SamplerConformance
{
    protected override bool TakesContinuous => false;

    protected override bool AttemptsDiffer => false;

    [Fact]
    public void It_walks_the_tree_and_ends()
    {
        var space = SomeSpaces.Tree();
        var points = SomeSpaces.Run(space, new BruteForceSampler(), 1000, _ => 0);
        Assert.Equal(28, points.Count);
        Assert.Equal(28, points.Select(point => space.KeyOf(point)).Distinct().Count());
    }

    [Fact]
    public void Configurations_that_a_sorted_value_makes_equal_come_once()
    {
        var space = new SearchSpace(new ParameterSpace([new("w1", new IntDistribution(1, 3)), new("w2", new IntDistribution(1, 3))]) { Derived = [new("widths", "sort_desc(w1, w2)")] });
        Assert.Equal(6, SomeSpaces.Run(space, new BruteForceSampler(), 100, _ => 0).Count);
    }

    [Fact]
    public void Conditions_keep_a_tree_small_whose_product_is_not()
    {
        var space = new SearchSpace(new ParameterSpace([
            new("algorithm", new IntDistribution(0, 9)), .. Enumerable.Range(0, 10).Select(index => new Parameter($"p{index}", new IntDistribution(0, 99)) { When = $"algorithm == {index}" })]));
        Assert.Equal(1e21, space.Size!.Value, 1e12);
        Assert.Equal(1000, SomeSpaces.Run(space, new BruteForceSampler(), 2000, _ => 0).Count);
    }

    [Fact]
    public void Continuous_and_endless_spaces_are_refused()
    {
        var continuous = new SearchSpace(new ParameterSpace([new("rate", new FloatDistribution(0, 1))]));
        Assert.Contains("'rate' can take any number", Assert.Throws<AssayException>(() => Make().Propose(new SamplingRequest(continuous, 0, new Seed(1)))).Message, StringComparison.Ordinal);
        var large = new SearchSpace(new ParameterSpace([.. Enumerable.Range(0, 9).Select(index => new Parameter($"p{index}", new IntDistribution(0, 9)))]));
        Assert.Contains("1E+09 configurations", Assert.Throws<AssayException>(() => Make().Propose(new SamplingRequest(large, 0, new Seed(1)))).Message, StringComparison.Ordinal);
    }

    protected override ISampler Make() => new BruteForceSampler(mostConfigurations: 1_000_000);
}
