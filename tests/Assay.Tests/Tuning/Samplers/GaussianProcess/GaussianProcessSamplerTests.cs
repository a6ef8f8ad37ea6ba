using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class GaussianProcessSamplerTests
{
    private static readonly SearchSpace Plane = new(new ParameterSpace([new("x", new FloatDistribution(-3, 5)), new("y", new FloatDistribution(-3, 5))]));

    private static readonly SearchSpace Tree = new(new ParameterSpace([
        new("algo", new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b"), ParameterValue.Of("c")])),
        new("ax", new FloatDistribution(0, 1)) { When = "algo == 'a'" },
        new("bx", new FloatDistribution(1e-4, 1, IsLog: true)) { When = "algo == 'b'" },
        new("bn", new IntDistribution(1, 40)) { When = "algo == 'b'" },
        new("heads", new CategoricalDistribution([ParameterValue.Of(2), ParameterValue.Of(3), ParameterValue.Of(4)])),
        new("width", new IntDistribution(6, 48, Step: 2))])
    {
        Constraints = ["width % heads == 0"],
    });

    [Fact]
    public void It_finds_the_bottom_of_a_bowl_in_few_trials()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var best = Best(Plane, seed, 30, x => Math.Pow(x[0] - 1, 2) + (3 * Math.Pow(x[1] + 0.5, 2)) + (x[0] * x[1]));
            Assert.InRange(best, -0.70455, -0.7040); // The least value is -31/44, where the gradient is 0.
        }
    }

    [Fact]
    public void A_tree_is_searched_to_the_best_leaf_of_its_best_branch()
    {
        for (var seed = 0; seed < 3; seed++)
            Assert.InRange(Best(Tree, seed, 60, OfTree), 0, 0.01);
    }

    [Fact]
    public void A_new_sampler_proposes_what_one_that_followed_the_study_proposes_bit_for_bit()
    {
        var search = new Search(Tree, new GaussianProcessSampler(), new Seed(7));
        for (var trial = 0; trial < 45; trial++)
        {
            var request = new SamplingRequest(Tree, trial, new Seed(7)) { Finished = [.. search.Finished] };
            var (number, proposal) = search.Ask()!.Value;
            if (trial is 5 or 10 or 11 or 23 or 24 or 44)
                Assert.Equal(proposal.Point, new GaussianProcessSampler().Propose(request)!.Point);
            search.Tell(number, trial % 9 == 4 ? [] : [OfTree(proposal.Point)]);
        }
    }

    [Fact]
    public void Failures_infinities_pruned_and_constant_losses_do_not_stop_it()
    {
        var search = new Search(Tree, new GaussianProcessSampler(), new Seed(3));
        for (var trial = 0; trial < 40; trial++)
        {
            var (number, proposal) = search.Ask()!.Value;
            Assert.True(Tree.Satisfies(proposal.Point));
            search.Tell(number, (trial % 4) switch { 0 => [], 1 => [double.PositiveInfinity], 2 => [double.NegativeInfinity], _ => [1.0] });
        }
    }

    [Fact]
    public void Without_a_single_finite_loss_it_goes_on()
    {
        var search = new Search(Plane, new GaussianProcessSampler(), new Seed(3));
        for (var trial = 0; trial < 15; trial++)
            search.Tell(search.Ask()!.Value.Number, double.PositiveInfinity);
        Assert.All(search.Ask()!.Value.Proposal.Point, value => Assert.InRange(value, -3, 5));
    }

    [Fact]
    public void Running_trials_are_kept_away_from()
    {
        var search = new Search(Plane, new GaussianProcessSampler(), new Seed(1));
        for (var trial = 0; trial < 12; trial++)
        {
            var (number, proposal) = search.Ask()!.Value;
            search.Tell(number, Math.Pow(proposal.Point[0], 2) + Math.Pow(proposal.Point[1], 2));
        }

        var points = Enumerable.Range(0, 6).Select(_ => search.Ask()!.Value.Proposal.Point).ToArray();
        for (var one = 0; one < points.Length; one++)
        {
            for (var other = 0; other < one; other++)
                Assert.True(Math.Abs(points[one][0] - points[other][0]) + Math.Abs(points[one][1] - points[other][1]) > 0.002);
        }
    }

    [Fact]
    public void A_finite_space_is_tried_without_a_repetition_and_then_is_exhausted()
    {
        var space = new SearchSpace(new ParameterSpace([
            new("n", new IntDistribution(1, 6)), new("on", new CategoricalDistribution([ParameterValue.Of("no"), ParameterValue.Of("yes")])), new("k", new IntDistribution(0, 3)) { When = "on == 'yes'" }])
        {
            Constraints = ["on == 'no' or n + k <= 7"],
        });
        var search = new Search(space, new GaussianProcessSampler(), new Seed(5));
        var seen = new HashSet<PointKey>();
        while (search.Ask() is { } asked)
        {
            Assert.True(seen.Add(space.KeyOf(asked.Proposal.Point)));
            search.Tell(asked.Number, asked.Proposal.Point[0]);
        }

        Assert.Equal(6 + 24 - 3, seen.Count); // Off: k is out of play. On: n + k is 8 or 9 in three cases.
    }

    [Fact]
    public void Several_objectives_are_refused_with_a_remedy()
    {
        var refused = Assert.Throws<AssayException>(() => new GaussianProcessSampler().Propose(new SamplingRequest(Plane, 0, new Seed(1)) { Objectives = 2 }));
        Assert.Contains("one objective", refused.Message, StringComparison.Ordinal);
    }

    private static double OfTree(double[] x) => (0.01 * Math.Abs((x[5] / 12) - 2)) + ((int)x[0] switch
    {
        0 => 0.5 + Math.Pow(x[1] - 0.3, 2),
        1 => (0.1 * Math.Pow(Math.Log10(x[2]) + 2, 2)) + (0.001 * Math.Pow(x[3] - 12, 2)),
        _ => 0.3,
    });

    private static double Best(SearchSpace space, int seed, int trials, Func<double[], double> loss)
    {
        var search = new Search(space, new GaussianProcessSampler(), new Seed((ulong)seed));
        var best = double.PositiveInfinity;
        for (var trial = 0; trial < trials; trial++)
        {
            var (number, proposal) = search.Ask()!.Value;
            Assert.True(space.Satisfies(proposal.Point));
            var value = loss(proposal.Point);
            search.Tell(number, value);
            best = Math.Min(best, value);
        }

        return best;
    }
}
