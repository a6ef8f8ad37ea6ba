using Assay.Foundation.Randomness;
using Assay.Tests.Tuning.Samplers;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Stopping;

namespace Assay.Tests.Tuning.Stopping;

public sealed class StopRuleTests
{
    [Fact]
    public void A_number_of_trials_counts_failed_ones()
    {
        var rule = new TrialLimit(3);
        Assert.Null(rule.Why(Progress([0.5, double.NaN])));
        Assert.Equal("Stopped: 3 trials have ended, 3 were asked for.", rule.Why(Progress([0.5, double.NaN, 0.4])));
    }

    [Fact]
    public void A_time_is_said_with_what_was_allowed()
    {
        var rule = new TimeLimit(TimeSpan.FromMinutes(90));
        Assert.Null(rule.Why(Progress([1]) with { Elapsed = TimeSpan.FromMinutes(89) }));
        Assert.Equal("Stopped: 01:31:00 have passed, 01:30:00 were allowed; 1 trials have ended.", rule.Why(Progress([1]) with { Elapsed = TimeSpan.FromMinutes(91) }));
    }

    [Fact]
    public void A_target_is_reached_in_the_objectives_own_direction()
    {
        Assert.Equal("Stopped: trial 2 reached 0.91, the target is 0.9.", new TargetValue(0.9).Why(Progress([-0.5, double.NaN, -0.91, -0.95])));
        Assert.Null(new TargetValue(0.96).Why(Progress([-0.5, -0.95])));
        Assert.Equal("Stopped: trial 1 reached 0.2, the target is 0.25.", new TargetValue(0.25).Why(Progress([0.5, 0.2]) with { Direction = Direction.Minimize }));
    }

    [Fact]
    public void A_plateau_needs_more_than_delta_to_be_left()
    {
        var rule = new Plateau(3, 0.01);
        Assert.Null(rule.Why(Progress([1, 0.5, 0.6])));
        Assert.Null(rule.Why(Progress([1, 0.7, 0.5, 0.6, 0.7])));
        Assert.Equal("Stopped: the last 3 completed trials did not improve the best value by more than 0.01; it is -0.495 after 5 completed trials.", rule.Why(Progress([1, 0.5, 0.6, double.NaN, 0.495, 0.7])));
        Assert.Contains("did not improve the best value; it is", new Plateau(1).Why(Progress([0.5, 0.5])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_rule_that_says_so_stops_the_study()
    {
        var rules = new StopRules(new Plateau(10), new TrialLimit(2), new TargetValue(9));
        Assert.Null(rules.Why(Progress([1])));
        Assert.StartsWith("Stopped: 2 trials", rules.Why(Progress([1, 0.5])), StringComparison.Ordinal);
    }

    [Fact]
    public void Beta_is_that_of_the_formula() => Assert.Equal(2 * Math.Log(5 * 400 * Math.PI * Math.PI / 0.6) / 5, RegretBound.Beta(5, 20), 12);

    [Fact]
    public void The_regret_bound_is_the_gap_between_the_confidence_bounds()
    {
        // A model that knows the function but for 0.1 everywhere: the gap is two widths, and what the best trial is off.
        var space = EvolutionSpaces.Unit(2);
        static double Loss(double[] point) => Math.Pow(point[0] - 0.3, 2) + Math.Pow(point[1] - 0.6, 2);
        var random = new RandomSequence(new Seed(1));
        Observation[] trials = [.. Enumerable.Range(0, 25).Select(number => space.Draw(ref random) is var point ? new Observation(number, TrialState.Completed, point, [Loss(point)]) : null!)];
        var bound = new RegretBound((_, _) => new Known(Loss, 0.1)).Bound(space, trials)!.Value;
        var expected = (2 * 0.1 * Math.Sqrt(RegretBound.Beta(2, 25))) + trials.Min(trial => trial.Loss);
        // The search for the minimum ends within 1e-3 of it.
        Assert.InRange(bound, expected - 1e-3, expected + 1e-12);
    }

    [Fact]
    public void The_regret_bound_stops_when_the_model_is_sure_and_says_the_bound()
    {
        var progress = Progress([.. Enumerable.Range(0, 25).Select(k => 0.1 * k)]);
        Assert.Null(new RegretBound((_, _) => new Known(point => point[0], 0.5), 0.01).Why(progress));
        Assert.Null(new RegretBound((_, _) => null, 0.01).Why(progress));
        Assert.Null(new RegretBound((_, _) => new Known(_ => 0, 0.001), 0.01, warmUp: 30).Why(progress));
        var why = new RegretBound((_, _) => new Known(_ => 0, 0.001), 0.01).Why(progress);
        Assert.StartsWith("Stopped: with probability 90 % the best of 25 completed trials is at most 0.00", why, StringComparison.Ordinal);
        Assert.EndsWith("0.01 is close enough.", why, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_gaussian_process_the_bound_shrinks_as_the_optimum_is_learnt()
    {
        var space = EvolutionSpaces.Unit(1);
        double Bound(int trials) => new RegretBound().Bound(space, [.. Enumerable.Range(0, trials).Select(number =>
            new Observation(number, TrialState.Completed, [(number + 0.5) / trials], [Math.Pow(((number + 0.5) / trials) - 0.4, 2)]))])!.Value;
        Assert.True(Bound(20) < 0.2 * Bound(3), $"{Bound(20)} against {Bound(3)}");
    }

    [Fact]
    public void Limits_that_cannot_be_meant_are_refused()
    {
        Assert.Throws<AssayException>(() => new TrialLimit(0));
        Assert.Throws<AssayException>(() => new TimeLimit(TimeSpan.Zero));
        Assert.Throws<AssayException>(() => new TargetValue(double.NaN));
        Assert.Throws<AssayException>(() => new Plateau(0));
        Assert.Throws<AssayException>(() => new Plateau(3, -1));
        Assert.Throws<AssayException>(() => new RegretBound((_, _) => null, 0));
        Assert.Throws<AssayException>(() => new RegretBound((_, _) => null, warmUp: 1));
    }

    private static StudyProgress Progress(double[] losses) => new(
        EvolutionSpaces.Unit(2),
        [.. losses.Select((loss, number) => new Observation(number, double.IsNaN(loss) ? TrialState.Failed : TrialState.Completed, [0.1 + (0.01 * number), 0.5], double.IsNaN(loss) ? [] : [loss]))],
        TimeSpan.Zero);

    private sealed class Known(Func<double[], double> mean, double deviation) : IPosterior
    {
        public (double Mean, double Deviation) At(ReadOnlySpan<double> point) => (mean(point.ToArray()), deviation);
    }
}
