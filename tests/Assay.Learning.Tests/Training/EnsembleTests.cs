using Assay.Learning.Training;

namespace Assay.Learning.Tests.Training;

public sealed class EnsembleTests
{
    [Fact]
    public void A_model_among_others_is_bit_for_bit_the_model_alone()
    {
        (ulong Seed, double Rate, double Dropout)[] trials = [(1, 0.01, 0), (2, 0.02, 0.1), (3, 0.05, 0.3), (4, 0.1, 0.5), (1, 0.01, 0.5)];
        var together = Ensemble.Train(
            [.. trials.Select((trial, index) => new EnsembleMember<long[]>($"trial {index}", trial.Seed, (engine, _) => Bits(engine, trial.Rate, trial.Dropout)))],
            new() { Parallel = 3 });
        for (var index = 0; index < trials.Length; index++)
        {
            using var engine = new Engine(new() { Seed = trials[index].Seed, Threads = 2 });
            Assert.Equal(Bits(engine, trials[index].Rate, trials[index].Dropout), together[index].Result);
        }

        static long[] Bits(Engine engine, double rate, double dropout)
        {
            using var run = new SmallRun(engine.Options.Seed, learningRate: rate, dropout: dropout, engine: engine);
            new Trainer(run.Options).Run();
            return run.Bits();
        }
    }

    [Fact]
    public void A_failure_is_named_and_the_others_end_well_unless_they_are_to_stop()
    {
        EnsembleMember<int>[] members =
        [
            new("bad", 1, (_, _) => throw new InvalidOperationException("no luck")),
            new("good", 1, (_, _) => 7),
            new("good again", 1, (_, _) => 8),
        ];
        List<string> heard = [];
        var outcomes = Ensemble.Train(members, new() { Parallel = 1 }, outcome => heard.Add(outcome.Name));
        Assert.Equal(["bad", "good", "good again"], heard);
        Assert.Equal("no luck", outcomes[0].Failure!.Message);
        Assert.Equal([false, true, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.Equal(8, outcomes[2].Result);

        var stopped = Ensemble.Train(members, new() { Parallel = 1, StopAtFailure = true });
        Assert.Equal([true, false, false], stopped.Select(outcome => outcome.HasRun));
    }

    [Fact]
    public void Cancelled_members_and_those_that_have_not_begun_are_told_apart_from_failures()
    {
        using var stop = new CancellationTokenSource();
        var outcomes = Ensemble.Train<int>(
            [
                new("first", 1, (_, _) => 1),
                new("second", 1, (_, token) =>
                {
                    stop.Cancel();
                    token.ThrowIfCancellationRequested();
                    return 2;
                }),
                new("third", 1, (_, _) => 3),
            ],
            new() { Parallel = 1 },
            cancellationToken: stop.Token);
        Assert.Equal([true, false, false], outcomes.Select(outcome => outcome.HasRun));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Failure));
    }

    [Fact]
    public void Names_tell_members_apart() =>
        Assert.Throws<ArgumentException>(() => Ensemble.Train<int>([new("a", 1, (_, _) => 1), new("a", 2, (_, _) => 2)]));
}
