using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

public sealed class ReplicationTests
{
    private static readonly SearchSpace Space = new(new ParameterSpace([new("n", new IntDistribution(0, 9))]));

    [Fact]
    public void Means_bounds_and_noise_are_those_of_a_pooled_t_interval()
    {
        // Within 1: 0.4, 0.6; within 2: 0.1, 0.2, 0.6. Squares 0.02 + 0.14 over 1 + 2 degrees; t(0.95, 3) = 2.3533634348.
        var replication = Replication.Of(Space, [Trial(0, 1, 0.4), Trial(1, 2, 0.1), Trial(2, 3, 0.25), Trial(3, 1, 0.6), Trial(4, 2, 0.2), Trial(5, 2, 0.6)]);
        var noise = Math.Sqrt(0.16 / 3);
        Assert.Equal(noise, replication.Noise!.Value, 1e-12);
        Assert.Equal([3.0, 2.0, 1.0], replication.Configurations.Select(configuration => configuration.Point[0]));
        var three = replication.Configurations[1];
        Assert.Equal([1, 4, 5], three.Trials);
        Assert.Equal(0.3, three.Mean, 1e-12);
        Assert.Equal(0.3 + (2.3533634348 * noise / Math.Sqrt(3)), three.Pessimistic, 1e-8);
        Assert.Equal(0.3 - (2.3533634348 * noise / Math.Sqrt(3)), three.Optimistic, 1e-8);
    }

    [Fact]
    public void The_choice_is_the_one_that_is_good_for_sure_not_the_luckiest_single_trial()
    {
        var replication = Replication.Of(Space, [Trial(0, 1, 0.19), Trial(1, 2, 0.20), Trial(2, 2, 0.26), Trial(3, 2, 0.14), Trial(4, 2, 0.24), Trial(5, 3, 0.5), Trial(6, 3, 0.4)]);
        Assert.Equal(1, replication.Configurations[0].Point[0]);
        Assert.Equal(2, replication.Choice!.Point[0]);
    }

    [Fact]
    public void While_nothing_was_repeated_there_is_no_choice_and_the_best_is_repeated_first()
    {
        var replication = Replication.Of(Space, [Trial(0, 1, 0.3), Trial(1, 2, 0.2), Trial(2, 3, 0.4)]);
        Assert.Null(replication.Noise);
        Assert.Null(replication.Choice);
        Assert.Equal(2, replication.Next(5)!.Point[0]);
        Assert.Equal(double.PositiveInfinity, replication.Configurations[0].Pessimistic);
        Assert.Null(replication.Next(2, [[2.0]]));
    }

    [Fact]
    public void Failed_infinite_and_infeasible_trials_do_not_count()
    {
        Observation[] trials =
        [
            Trial(0, 1, 0.3), Trial(1, 2, double.PositiveInfinity), new(2, TrialState.Failed, [3.0], []), new(3, TrialState.Pruned, [4.0], [0.1]), Trial(4, 5, 0.1) with { Violation = 1 },
        ];
        Assert.Equal(1, Assert.Single(Replication.Of(Space, trials).Configurations).Point[0]);
        Assert.Null(Replication.Of(Space, trials[1..]).Next(3));
    }

    [Fact]
    public void A_clear_leader_needs_no_further_trial()
    {
        var replication = Replication.Of(Space, [Trial(0, 1, 0.10), Trial(1, 1, 0.11), Trial(2, 1, 0.09), Trial(3, 2, 0.9), Trial(4, 3, 0.8)]);
        Assert.Null(replication.Next(10));
    }

    [Fact]
    public void Running_trials_count_as_replicates()
    {
        Observation[] trials = [Trial(0, 1, 0.10), Trial(1, 1, 0.14), Trial(2, 2, 0.13)];
        Assert.Equal(2, Replication.Of(Space, trials).Next(3)!.Point[0]);
        Assert.Null(Replication.Of(Space, trials).Next(3, [[2.0], [2.0]]));
    }

    [Fact]
    public void Replicating_by_its_advice_finds_the_truly_best_more_often_than_taking_the_best_single_trial()
    {
        double[] truth = [0.30, 0.32, 0.34, 0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48];
        var (byLuck, byChoice) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new RandomSequence(new Seed((ulong)seed));
            var trials = new List<Observation>();
            for (var n = 0; n < truth.Length; n++)
                trials.Add(Trial(n, n, truth[n] + (0.06 * random.Normal())));
            byLuck += trials.MinBy(trial => trial.Loss)!.Point[0] <= 1 ? 1 : 0;
            for (var extra = 0; extra < 40 && Replication.Of(Space, trials).Next(15) is { } next; extra++)
                trials.Add(Trial(trials.Count, next.Point[0], truth[(int)next.Point[0]] + (0.06 * random.Normal())));
            byChoice += Replication.Of(Space, trials).Choice!.Point[0] <= 1 ? 1 : 0;
        }

        Assert.True(byChoice > byLuck + 10, $"{byChoice} of 60 by replication, {byLuck} by single trials");
    }

    private static Observation Trial(int number, double n, double loss) => new(number, TrialState.Completed, [n], [loss]);
}
