using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.CmaEs;

public sealed class CmaEsSamplerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_sampler_just_made_proposes_the_same_from_the_same_trials(int workers)
    {
        foreach (var space in new[] { EvolutionSpaces.Everything(), EvolutionSpaces.Unit(3), EvolutionSpaces.Grid() })
        {
            var asked = Replay.Run(new CmaEsSampler(), space, (_, point) => [EvolutionSpaces.Loss(space, point)], 90, workers);
            Replay.AssertValid(space, asked.Select(trial => trial.Point));
            Replay.AssertSame(() => new CmaEsSampler(), asked);
        }
    }

    [Fact]
    public void Trials_that_go_wrong_in_every_way_are_survived()
    {
        var space = EvolutionSpaces.Everything();
        double[] Losses(int number, double[] point) => (number % 7) switch
        {
            0 => [],
            1 => [double.PositiveInfinity],
            2 => [double.NegativeInfinity],
            3 => [1],
            _ => [EvolutionSpaces.Loss(space, point)],
        };
        Replay.AssertValid(space, Replay.Run(new CmaEsSampler(), space, Losses, 120, workers: 3).Select(trial => trial.Point));
        Replay.AssertValid(space, Replay.Run(new CmaEsSampler(), space, (_, _) => [], 60).Select(trial => trial.Point));
        Replay.AssertValid(space, Replay.Run(new CmaEsSampler(), space, (_, _) => [3], 400).Select(trial => trial.Point));
    }

    [Theory]
    [InlineData(1, 60, 1e-6)]
    [InlineData(2, 160, 1e-5)]
    [InlineData(6, 500, 1e-6)]
    public void The_optimum_of_a_bowl_is_found(int dimensions, int trials, double within)
    {
        var space = EvolutionSpaces.Unit(dimensions);
        var best = Replay.Run(new CmaEsSampler(), space, (_, point) => [EvolutionSpaces.Loss(space, point)], trials).Min(trial => EvolutionSpaces.Loss(space, trial.Point));
        Assert.True(best < within, $"{best}");
    }

    [Fact]
    public void The_optimum_of_a_mixed_space_is_found()
    {
        var space = EvolutionSpaces.Grid();
        double Loss(double[] point) => Math.Abs(point[0] - 8) + (point[1] == 2 ? 0 : 2) + Math.Abs(point[2] - 2);
        for (var seed = 1UL; seed <= 5; seed++)
            Assert.Equal(0, Replay.Run(new CmaEsSampler(), space, (_, point) => [Loss(point)], 120, seed: seed).Min(trial => Loss(trial.Point)));
    }

    [Fact]
    public void Enqueued_trials_are_learnt_from()
    {
        var space = EvolutionSpaces.Unit(2);
        static double Loss(double[] point) => Math.Pow(point[0] - 0.95, 2) + Math.Pow(point[1] - 0.05, 2);
        double[] Enqueued(int number) => [0.9 + (0.01 * number), 0.1 - (0.01 * number)];
        Observation[] finished = [.. Enumerable.Range(0, 6).Select(number => new Observation(number, TrialState.Completed, Enqueued(number), [Loss(Enqueued(number))]))];
        var mean = new CmaEsHistory(space, new Seed(3), new CmaEsSamplerOptions { PopulationSize = 6 }).After(finished).Mean;
        Assert.InRange(mean[0], 0.7, 1);
        Assert.InRange(mean[1], 0, 0.3);
    }

    [Fact]
    public void A_warm_start_begins_where_the_best_of_the_first_trials_were()
    {
        var space = EvolutionSpaces.Unit(3);
        var random = new RandomSequence(new Seed(5));
        var first = new List<Observation>();
        for (var number = 0; number < 100; number++)
        {
            var point = space.Draw(ref random);
            first.Add(new Observation(number, TrialState.Completed, point, [point.Sum(x => Math.Pow(x - 0.8, 2))]));
        }

        double[] Mean(CmaEsSampler sampler)
        {
            var points = Enumerable.Range(100, 200).Select(number => sampler.Propose(new SamplingRequest(space, number, new Seed(5)) { Finished = first })!.Point).ToArray();
            return [.. Enumerable.Range(0, 3).Select(i => points.Average(point => point[i]))];
        }

        Assert.All(Mean(new CmaEsSampler(new CmaEsSamplerOptions { WarmStart = 100 })), mean => Assert.InRange(mean, 0.65, 0.95));
    }

    [Fact]
    public void A_search_that_converged_starts_anew_with_a_larger_population()
    {
        var space = EvolutionSpaces.Unit(1);
        var history = new CmaEsHistory(space, new Seed(1), new CmaEsSamplerOptions());
        var asked = Replay.Run(new CmaEsSampler(), space, (_, point) => [Math.Pow(point[0] - 0.4, 2)], 400);
        var state = history.After(asked[^1].Request.Finished);
        Assert.True(state.Restart >= 1);
        Assert.True(state.Rates.Population > 4);
        Assert.Equal(0, new CmaEsHistory(space, new Seed(1), new CmaEsSamplerOptions { Restarts = false }).After(asked[^1].Request.Finished).Restart);
    }

    [Fact]
    public void A_late_trial_takes_its_place_and_a_kept_state_gives_way()
    {
        var space = EvolutionSpaces.Everything();
        var asked = Replay.Run(new CmaEsSampler(), space, (_, point) => [EvolutionSpaces.Loss(space, point)], 80);
        var all = asked[^1].Request.Finished;
        var sampler = new CmaEsSampler();
        var request = new SamplingRequest(space, 80, new Seed(1)) { Finished = [.. all.Where(trial => trial.Number != 3)] };
        sampler.Propose(request);
        var late = request with { Finished = all };
        Assert.Equal(new CmaEsSampler().Propose(late)!.Point, sampler.Propose(late)!.Point);
    }

    [Fact]
    public void Many_dimensions_learn_variances_only_and_still_improve()
    {
        var space = EvolutionSpaces.Unit(150);
        double Loss(double[] point) => point.Select((x, i) => (i < 75 ? 1 : 10) * Math.Pow(x - 0.4, 2)).Sum();
        var asked = Replay.Run(new CmaEsSampler(), space, (_, point) => [Loss(point)], 600);
        Assert.True(asked.TakeLast(20).Average(trial => Loss(trial.Point)) < 0.5 * asked.Take(20).Average(trial => Loss(trial.Point)));
    }

    [Fact]
    public void A_space_with_nothing_to_vary_is_proposed_as_it_is()
    {
        var space = new SearchSpace(new ParameterSpace([new("a", new IntDistribution(3, 3))]));
        Assert.All(Replay.Run(new CmaEsSampler(), space, (_, _) => [1], 12), trial => Assert.Equal([3.0], trial.Point));
    }

    [Fact]
    public void Several_objectives_and_wrong_options_are_refused_in_a_sentence()
    {
        var space = EvolutionSpaces.Unit(2);
        var refused = Assert.Throws<AssayException>(() => new CmaEsSampler().Propose(new SamplingRequest(space, 0, new Seed(1)) { Objectives = 2 }));
        Assert.Contains("2 objectives", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, new CmaEsSamplerOptions { InitialDeviation = 0, PopulationSize = 2, WarmStart = -1 }.Validate().Count);
        Assert.Throws<AssayException>(() => new CmaEsSampler(new CmaEsSamplerOptions { PopulationSize = 2 }).Propose(new SamplingRequest(space, 0, new Seed(1))));
    }
}
