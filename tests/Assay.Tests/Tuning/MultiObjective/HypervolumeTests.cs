using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.MultiObjective;
using Assay.Tuning.Samplers;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.MultiObjective;

public sealed class HypervolumeTests
{
    [Fact]
    public void The_volume_is_that_of_the_reference_in_two_to_five_dimensions()
    {
        foreach (var reference in EvolutionReference.Cases("hypervolume"))
        {
            var (points, corner) = (reference.GetProperty("points").Rows(), reference.GetProperty("reference").Doubles());
            EvolutionReference.Near(reference.GetProperty("volume").GetDouble(), Hypervolume.Of(points, corner), 1e-11, $"{points.Length} points of {corner.Length} losses");
        }
    }

    [Fact]
    public void The_volume_is_the_union_of_the_boxes_by_inclusion_and_exclusion()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var (points, reference) = Drawn(drawn, 9);
            return Math.Abs(Union(points, reference) - Hypervolume.Of(points, reference)) < 1e-10;
        }).Holds(200);
    }

    [Fact]
    public void A_random_point_is_dominated_as_often_as_the_volume_says()
    {
        var random = new RandomSequence(new Seed(4));
        for (var objectives = 2; objectives <= 5; objectives++)
        {
            var points = Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, objectives).Select(_ => random.Uniform()).ToArray()).ToArray();
            var hits = 0;
            for (var k = 0; k < 20_000; k++)
            {
                var at = Enumerable.Range(0, objectives).Select(_ => random.Uniform()).ToArray();
                hits += points.Any(point => point.Zip(at).All(pair => pair.First <= pair.Second)) ? 1 : 0;
            }

            // Four standard errors of a share of 20,000 draws.
            Assert.Equal(hits / 20_000.0, Hypervolume.Of(points, [.. Enumerable.Repeat(1.0, objectives)]), 0.0142);
        }
    }

    [Fact]
    public void A_point_more_never_shrinks_the_volume_and_order_does_not_matter()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var (points, reference) = Drawn(drawn, 14);
            var volume = Hypervolume.Of(points, reference);
            return Hypervolume.Of(points[1..], reference) <= volume + 1e-12 && Math.Abs(Hypervolume.Of(points.Reverse(), reference) - volume) < 1e-12;
        }).Holds();
    }

    [Fact]
    public void Points_beyond_the_reference_add_nothing_and_what_is_no_point_is_refused()
    {
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
        Assert.Equal(0, Hypervolume.Of([[1, 0], [2, -5], [double.PositiveInfinity, 0]], [1, 1]));
        Assert.Equal(0.25, Hypervolume.Of([[0.5, 0.5], [0.1, 1]], [1, 1]));
        Assert.Equal(0.7, Hypervolume.Of([[0.3], [0.5]], [1]), 15);
        Assert.Equal(double.PositiveInfinity, Hypervolume.Of([[double.NegativeInfinity, 0, 0, 0]], [1, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[0.1]], [1, 1]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[0.1, double.NaN]], [1, 1]));
    }

    [Fact]
    public void The_greedy_order_takes_the_point_that_adds_most_each_time()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var (points, reference) = Drawn(drawn, 10);
            var chosen = HypervolumeSubset.Choose(points, reference, points.Length);
            var taken = new List<double[]>();
            foreach (var index in chosen)
            {
                double With(int candidate) => Hypervolume.Of([.. taken, points[candidate]], reference);
                var most = Enumerable.Range(0, points.Length).Where(candidate => !taken.Contains(points[candidate])).Max(With);
                if (With(index) < most - 1e-12)
                    return false;
                taken.Add(points[index]);
            }

            return chosen.Distinct().Count() == points.Length;
        }).Holds();
    }

    [Fact]
    public void Progress_never_falls_and_ends_with_the_volume_of_the_front()
    {
        var random = new RandomSequence(new Seed(6));
        Observation[] trials = [.. Enumerable.Range(0, 60).Select(number => new Observation(number, number % 9 == 0 ? TrialState.Failed : TrialState.Completed, [0], number % 9 == 0 ? [] : [random.Uniform(), random.Uniform(), random.Uniform()])
        {
            Violation = number % 5 == 0 ? 1 : 0,
        })];
        double[] reference = [1, 1, 1];
        var progress = HypervolumeProgress.Of(trials, reference);
        Assert.Equal(0, progress[0]);
        Assert.All(progress.Zip(progress.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Assert.Equal(Hypervolume.Of(ParetoFront.Of(trials).Select(trial => trial.Losses), reference), progress[^1], 12);
        Assert.All(HypervolumeProgress.Of([trials[0]]), volume => Assert.Equal(0, volume));
    }

    // Few digits, so that there are ties and equal points.
    private static (double[][] Points, double[] Reference) Drawn(int seed, int most)
    {
        var random = new RandomSequence(new Seed((ulong)seed));
        var (objectives, count, digits) = (2 + random.Below(4), 1 + random.Below(most), 1 + random.Below(3));
        var points = new double[count][];
        for (var k = 0; k < count; k++)
        {
            points[k] = new double[objectives];
            for (var i = 0; i < objectives; i++)
                points[k][i] = Math.Round(random.Uniform(), digits);
        }

        return (points, [.. Enumerable.Repeat(0.95, objectives)]);
    }

    private static double Union(double[][] points, double[] reference)
    {
        var volume = 0.0;
        for (var subset = 1; subset < 1 << points.Length; subset++)
        {
            var (box, members) = (1.0, 0);
            for (var i = 0; i < reference.Length; i++)
                box *= Math.Max(0, reference[i] - Enumerable.Range(0, points.Length).Where(k => (subset >> k & 1) == 1).Max(k => points[k][i]));
            for (var k = 0; k < points.Length; k++)
                members += subset >> k & 1;
            volume += members % 2 == 1 ? box : -box;
        }

        return volume;
    }
}
