using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.MultiObjective;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.Nsga;

namespace Assay.Tests.Tuning.Samplers.Nsga;

public sealed class NsgaSamplerTests
{
    public static TheoryData<string> Names => ["nsga2", "nsga3"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sampler_just_made_proposes_the_same_from_the_same_trials(string name)
    {
        var space = EvolutionSpaces.Everything();
        foreach (var crossover in Enum.GetValues<Crossover>())
        {
            ISampler Sampler() => Make(name, new NsgaOptions { PopulationSize = 10, Crossover = crossover });
            double[] Losses(int number, double[] point) => number % 11 == 3 ? [] : number % 11 == 5 ? [double.PositiveInfinity, 0] : [EvolutionSpaces.Loss(space, point), point[2]];
            var asked = Replay.Run(Sampler(), space, Losses, 80, workers: 4, objectives: 2);
            Replay.AssertValid(space, asked.Select(trial => trial.Point));
            Replay.AssertSame(Sampler, asked);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_front_is_better_than_that_of_random_trials(string name)
    {
        var space = EvolutionSpaces.Unit(6);
        foreach (var objectives in new[] { 2, 4 })
        {
            double[] Losses(double[] point)
            {
                var rest = 1 + (5 * point.Skip(objectives - 1).Sum(x => Math.Pow(x - 0.3, 2)));
                return [.. Enumerable.Range(0, objectives).Select(i => rest * (i < objectives - 1 ? point[i] : 1 - point.Take(objectives - 1).Average()))];
            }

            double Volume(ISampler sampler) => Hypervolume.Of(
                Replay.Run(sampler, space, (_, point) => Losses(point), 240, objectives: objectives).Select(trial => Losses(trial.Point)), [.. Enumerable.Repeat(2.0, objectives)]);
            Assert.True(Volume(Make(name, new NsgaOptions { PopulationSize = 30 })) > Volume(new RandomSampler()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trials_that_break_a_constraint_on_outcomes_become_rare(string name)
    {
        var space = EvolutionSpaces.Unit(4);
        var sampler = Make(name, new NsgaOptions { PopulationSize = 12 });
        var finished = new List<Observation>();
        for (var number = 0; number < 150; number++)
        {
            var point = sampler.Propose(new SamplingRequest(space, number, new Seed(2)) { Finished = finished, Objectives = 2 })!.Point;
            finished.Add(new Observation(number, TrialState.Completed, point, [point[0], 1 - point[0] + point[1]]) { Violation = Math.Max(0, 0.8 - point[2]) + Math.Max(0, 0.8 - point[3]) });
        }

        Assert.True(finished.Take(12).Count(trial => trial.Violation == 0) <= 3);
        Assert.True(finished.TakeLast(30).Count(trial => trial.Violation == 0) >= 20);
    }

    [Fact]
    public void One_objective_is_searched_too()
    {
        var space = EvolutionSpaces.Unit(3);
        foreach (var name in new[] { "nsga2", "nsga3" })
        {
            var losses = Replay.Run(Make(name, new NsgaOptions { PopulationSize = 12 }), space, (_, point) => [EvolutionSpaces.Loss(space, point)], 200).ConvertAll(trial => EvolutionSpaces.Loss(space, trial.Point));
            Assert.True(losses.TakeLast(50).Average() < 0.3 * losses.Take(12).Average());
        }
    }

    [Fact]
    public void Unordered_choices_and_small_grids_are_mutated_to_other_values()
    {
        var space = EvolutionSpaces.Grid();
        var random = new RandomSequence(new Seed(1));
        var parent = new[] { 4.0, 1, 1 };
        for (var k = 0; k < 200; k++)
        {
            var child = Breeding.Child(space, parent, parent, new NsgaOptions { MutationProbability = 1 }, ref random)!;
            Assert.All(child.Zip(parent), pair => Assert.NotEqual(pair.Second, pair.First));
            Replay.AssertValid(space, [child]);
        }
    }

    [Fact]
    public void Wrong_options_are_refused_in_a_sentence()
    {
        Assert.Equal(3, new NsgaOptions { PopulationSize = 3, CrossoverProbability = 2, MutationProbability = double.NaN }.Validate().Count);
        var refused = Assert.Throws<AssayException>(() => new NsgaIISampler(new NsgaOptions { PopulationSize = 3 }).Propose(new SamplingRequest(EvolutionSpaces.Unit(1), 0, new Seed(1))));
        Assert.Contains("expected at least 4", refused.Message, StringComparison.Ordinal);
    }

    private static ISampler Make(string name, NsgaOptions options) => name == "nsga2" ? new NsgaIISampler(options) : new NsgaIIISampler(options);
}
