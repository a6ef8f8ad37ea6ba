using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning.Samplers.Nsga;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.Samplers.Nsga;

public sealed class NsgaPartsTests
{
    [Fact]
    public void Crowding_distances_are_the_sides_of_the_box_between_neighbors()
    {
        var distances = CrowdingDistance.Of([[0, 10], [1, 6], [3, 5], [10, 0]]);
        Assert.Equal([double.PositiveInfinity, (3 / 10.0) + (5 / 10.0), (9 / 10.0) + (6 / 10.0), double.PositiveInfinity], distances);
        Assert.Equal([0.0, 0], CrowdingDistance.Of([[1, 2], [1, 2]]));
        Assert.Empty(CrowdingDistance.Of([]));
    }

    [Theory]
    [InlineData(2, 4, 5)]
    [InlineData(3, 12, 91)]
    [InlineData(5, 6, 210)]
    [InlineData(1, 3, 1)]
    public void Reference_directions_are_as_many_as_the_source_says_and_lie_on_the_plane(int objectives, int divisions, int count)
    {
        var directions = ReferenceDirections.Of(objectives, divisions);
        Assert.Equal(count, directions.Count);
        Assert.Equal(count, directions.Select(direction => string.Join(' ', direction)).Distinct().Count());
        Assert.All(directions, direction => Assert.Equal(1, direction.Sum(), 12));
    }

    [Theory]
    [InlineData(2, 50, 50)]
    [InlineData(3, 50, 45)]
    [InlineData(8, 4, 8)]
    public void A_population_gets_as_many_directions_as_it_can_hold(int objectives, int population, int count) =>
        Assert.Equal(count, ReferenceDirections.For(objectives, population).Count);

    [Fact]
    public void Normalized_losses_have_the_extreme_points_on_the_axes_at_1()
    {
        var normalized = Niching.Normalized([[10, 300], [14, 100], [11, 150]]);
        Assert.Equal([0.0, 1], normalized[0]);
        Assert.Equal([1.0, 0], normalized[1]);
        Assert.Equal(0.25, normalized[2][0], 12);
        Assert.Equal(0.25, normalized[2][1], 12);
        // All alike: nothing to divide by.
        Assert.All(Niching.Normalized([[2, 2], [2, 2]]), point => Assert.Equal([0.0, 0], point));
    }

    [Fact]
    public void Survivors_fill_the_niches_that_are_empty_first()
    {
        var random = new RandomSequence(new Seed(1));
        // Three directions; the middle one is taken, and two points crowd at one end.
        var survivors = Niching.Choose([[0.5, 0.5]], [[0, 1], [0.02, 0.99], [1, 0], [0.45, 0.56]], 2, ReferenceDirections.Of(2, 2), ref random);
        Assert.Equal([0, 2], survivors.Order());
    }

    [Fact]
    public void Simulated_binary_crossover_keeps_the_middle_of_the_parents_far_from_the_bounds()
    {
        var random = new RandomSequence(new Seed(3));
        var sum = 0.0;
        for (var k = 0; k < 20_000; k++)
            sum += RealCrossover.SimulatedBinary(0.45, 0.55, 15, ref random);
        // The deviation of a child is about the parents' half distance: 0.05 / √20,000 is 0.0004.
        Assert.Equal(0.5, sum / 20_000, 0.0016);
    }

    [Fact]
    public void Crossover_and_mutation_stay_within_the_bounds()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var random = new RandomSequence(new Seed((ulong)drawn));
            double Place(ref RandomSequence numbers) => numbers.Below(4) switch { 0 => 0, 1 => 1, _ => numbers.Uniform() };
            for (var k = 0; k < 50; k++)
            {
                var (left, right) = (Place(ref random), Place(ref random));
                double[] children = [RealCrossover.SimulatedBinary(left, right, 15, ref random), RealCrossover.Blend(left, right, 0.5, ref random), RealCrossover.Mutated(left, 20, ref random)];
                if (children.Any(child => child is not (>= 0 and <= 1)))
                    return false;
            }

            return true;
        }).Holds();
    }
}
