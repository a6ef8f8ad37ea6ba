using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.MultiObjective;
using Assay.Tuning.Samplers;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.MultiObjective;

public sealed class ParetoFrontTests
{
    [Fact]
    public void The_front_is_feasible_undominated_and_keeps_ties()
    {
        Observation[] trials =
        [
            Trial(0, [1, 4]), Trial(1, [2, 2]), Trial(2, [2, 2]), Trial(3, [3, 3]), Trial(4, [0, 0], violation: 0.1), new(5, TrialState.Failed, [0], []), Trial(6, [double.NegativeInfinity, 0]),
            Trial(7, [4, 1]), Trial(8, [1, 5]), new(9, TrialState.Pruned, [0], [0, 0]),
        ];
        Assert.Equal([0, 1, 2, 7], ParetoFront.Of(trials).Select(trial => trial.Number));
        Assert.Empty(ParetoFront.Of(trials.Where(trial => trial.Number is 4 or 5)));
    }

    [Fact]
    public void Fronts_are_those_that_peeling_gives()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var trials = Drawn(drawn);
            var (ranks, left, front) = (NonDominatedSort.Ranks(trials), Enumerable.Range(0, trials.Length).ToList(), 0);
            while (left.Count > 0)
            {
                var peeled = left.Where(index => !left.Any(other => Domination.Dominates(trials[other], trials[index]))).ToArray();
                if (peeled.Any(index => ranks[index] != front))
                    return false;
                left.RemoveAll(index => peeled.Contains(index));
                front++;
            }

            return true;
        }).Holds();
    }

    [Fact]
    public void The_scalar_order_goes_by_fronts_and_begins_with_what_dominates_most()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var trials = Drawn(drawn);
            var ranks = NonDominatedSort.Ranks(trials);
            var places = ScalarOrder.Of(trials).Select(trial => trial.Loss).ToArray();
            return Enumerable.Range(0, trials.Length).All(a => Enumerable.Range(0, trials.Length).All(b => ranks[a] >= ranks[b] || places[a] < places[b]));
        }).Holds();
        // (1, 1) alone dominates more than either end, and (2.6, 0) adds a little more to it than (0, 2.5).
        Assert.Equal([2.0, 0, 1], ScalarOrder.Of([Trial(0, [0, 2.5]), Trial(1, [1, 1]), Trial(2, [2.6, 0])]).Select(trial => trial.Loss));
    }

    [Fact]
    public void A_sampler_of_one_objective_sees_places_and_searches_several()
    {
        var space = Samplers.EvolutionSpaces.Unit(2);
        var inner = new Recording();
        var sampler = new ScalarizedSampler(inner, "motpe");
        sampler.Propose(new SamplingRequest(space, 3, new Seed(1)) { Objectives = 2, Finished = [Trial(0, [1, 1]), Trial(1, [2, 2]), new(2, TrialState.Failed, [0, 0], [])] });
        Assert.Equal(1, inner.Seen!.Objectives);
        Assert.Equal([[0.0], [1.0], []], inner.Seen.Finished.Select(trial => trial.Losses));
        Assert.Equal("motpe", sampler.Name);
    }

    private static Observation Trial(int number, double[] losses, double violation = 0) => new(number, TrialState.Completed, [0], losses) { Violation = violation };

    private static Observation[] Drawn(int seed)
    {
        var random = new RandomSequence(new Seed((ulong)seed));
        var trials = new Observation[1 + random.Below(40)];
        var objectives = 1 + random.Below(4);
        for (var k = 0; k < trials.Length; k++)
        {
            var losses = new double[objectives];
            for (var i = 0; i < objectives; i++)
                losses[i] = random.Below(6);
            trials[k] = Trial(k, losses, random.Below(4) == 0 ? random.Below(3) : 0);
        }

        return trials;
    }

    private sealed class Recording : ISampler
    {
        public SamplingRequest? Seen { get; private set; }

        public string Name => "recording";

        public Proposal? Propose(SamplingRequest request)
        {
            Seen = request;
            return null;
        }
    }
}
