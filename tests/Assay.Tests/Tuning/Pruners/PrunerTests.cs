using Assay.Testing;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;

namespace Assay.Tests.Tuning.Pruners;

public sealed class MedianPrunerTests : PrunerConformance
{
    protected override IPruner Make() => new MedianPruner();
}

public sealed class PercentilePrunerTests : PrunerConformance
{
    protected override IPruner Make() => new PercentilePruner(25, startup: 2);
}

public sealed class SuccessiveHalvingPrunerTests : PrunerConformance
{
    protected override IPruner Make() => new SuccessiveHalvingPruner();
}

public sealed class HyperbandPrunerTests : PrunerConformance
{
    protected override IPruner Make() => new HyperbandPruner();
}

public sealed class ThresholdPrunerTests : PrunerConformance
{
    protected override IPruner Make() => new ThresholdPruner(0.2, 0.8);
}

public sealed class PatientPrunerTests : PrunerConformance
{
    protected override IPruner Make() => new PatientPruner(null, 2);
}

public sealed class NoPrunerTests : PrunerConformance
{
    protected override IPruner Make() => new NoPruner();
}

public sealed class WilcoxonPrunerTests : PrunerConformance
{
    [Fact]
    public void A_trial_that_is_worse_than_the_best_at_most_common_steps_ends_and_one_that_is_better_does_not()
    {
        var best = Done(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
        var request = new PruningRequest("s", Direction.Minimize, Curve(1, 0.2, 0.35, 0.4, 0.55, 0.7, 0.65), [best, Done(2, 9, 9, 9, 9, 9, 9)]);
        Assert.Contains("trial 0 at 6 common steps", Make().Judge(request).Why, StringComparison.Ordinal);
        Assert.False(Make().Judge(request with { Direction = Direction.Maximize, Others = [best] }).Prune);
        // Two steps cannot reach p < 0.1: the smallest p of two pairs is 1/4.
        Assert.False(Make().Judge(request with { Trial = Curve(1, 0.9, 0.9) }).Prune);
    }

    protected override IPruner Make() => new WilcoxonPruner();
}

public sealed class PrunerReferenceTests
{
    private const int Trials = 12;
    private const int Steps = 27;

    // Steps at which Optuna 3.1 ended each trial: bench/reference/pruners.py.
    private static readonly Dictionary<string, int[]> Optuna = new()
    {
        ["median minimize"] = [-1, -1, -1, 2, 2, -1, 2, -1, 2, 2, 2, 2],
        ["median maximize"] = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1],
        ["median_every_3 minimize"] = [-1, -1, -1, 4, 4, -1, 4, -1, 4, 4, 4, 4],
        ["median_every_3 maximize"] = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1],
        ["percentile_25 minimize"] = [-1, -1, 1, 1, 1, -1, 1, 1, 1, 1, 1, 1],
        ["percentile_25 maximize"] = [-1, -1, 1, -1, 1, 1, 1, 1, 1, 1, -1, 1],
        ["halving_auto minimize"] = [-1, -1, -1, 1, 1, -1, 1, 1, 1, 1, 1, 1],
        ["halving_auto maximize"] = [-1, -1, 1, -1, 1, 1, 1, 1, 4, 1, -1, 1],
        ["halving_2 minimize"] = [-1, 4, 4, 4, 4, -1, 4, 8, 4, 8, 4, 4],
        ["halving_2 maximize"] = [-1, -1, 4, -1, 4, 4, 8, 4, -1, 4, -1, 8],
        ["hyperband_auto minimize"] = [-1, -1, -1, 1, 3, -1, 1, 1, 1, 1, 1, 1],
        ["hyperband_auto maximize"] = [-1, -1, -1, -1, -1, 1, 1, 1, 3, 1, -1, 1],
        ["hyperband_27 minimize"] = [-1, -1, 3, 1, 3, -1, 1, 1, 1, 1, 1, 1],
        ["hyperband_27 maximize"] = [-1, -1, -1, -1, -1, 1, 1, 1, 3, 1, -1, 1],
        ["threshold minimize"] = [7, -1, -1, 3, -1, 5, -1, 7, -1, -1, 3, -1],
        ["threshold maximize"] = [7, -1, -1, 3, -1, 5, -1, 7, -1, -1, 3, -1],
        ["patient minimize"] = [-1, -1, -1, 17, 10, -1, 19, -1, 17, 11, 15, 9],
        ["patient maximize"] = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1],
        ["patient_alone minimize"] = [13, 18, 11, 16, 9, 14, 18, 12, 16, 10, 14, 8],
        ["patient_alone maximize"] = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
    };

    [Theory]
    [InlineData("median", "median:startup=3,warmup=2")]
    [InlineData("median_every_3", "median:startup=2,warmup=4,interval=3")]
    [InlineData("percentile_25", "percentile:percentile=25,startup=2,fewest=2")]
    [InlineData("halving_auto", "halving")]
    [InlineData("halving_2", "halving:resource=2,factor=2,early=1")]
    [InlineData("hyperband_auto", "hyperband")]
    [InlineData("hyperband_27", "hyperband:longest=27")]
    [InlineData("threshold", "threshold:lower=0.3,upper=1.2,warmup=3,interval=2")]
    [InlineData("patient_alone", "patient:patience=2,minimum=0.02")]
    public void Trials_end_at_the_steps_where_the_peer_ends_them(string name, string text)
    {
        foreach (var direction in Enum.GetValues<Direction>())
            Assert.Equal(Optuna[$"{name} {(direction == Direction.Maximize ? "maximize" : "minimize")}"], Ended(PrunerCatalog.Create(Pruner.Parse(text)), direction));
    }

    [Fact]
    public void A_patient_pruner_asks_the_one_inside_like_the_peer()
    {
        foreach (var direction in Enum.GetValues<Direction>())
            Assert.Equal(Optuna[$"patient {(direction == Direction.Maximize ? "maximize" : "minimize")}"], Ended(new PatientPruner(new MedianPruner(startup: 3), 3), direction));
    }

    [Theory]
    [InlineData("media", "did you mean 'median'")]
    [InlineData("median:begin=3", "no option 'begin': it has startup, warmup, interval, fewest")]
    [InlineData("median:startup=x", "'x', expected a number from 0")]
    [InlineData("median:startup", "expected option=value")]
    [InlineData("threshold", "needs a bound")]
    [InlineData("threshold:lower=2,upper=1", "above upper=1")]
    [InlineData("halving:factor=1", "expected a number from 2")]
    public void What_cannot_be_made_is_refused_with_what_there_is(string text, string says) =>
        Assert.Contains(says, Assert.Throws<AssayException>(() => PrunerCatalog.Create(Pruner.Parse(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_running_best_is_told_from_values_of_each_step()
    {
        var best = new TrialCurve(0, TrialState.Completed, [.. Enumerable.Range(0, 20).Select(step => (long)step)], [.. Enumerable.Range(0, 20).Select(step => Math.Min(step / 6, 2) * 0.1)]);
        Assert.True(RunningBest.Looks(best, Direction.Maximize));
        Assert.False(RunningBest.Looks(best, Direction.Minimize));
        Assert.False(RunningBest.Looks(best with { Values = [.. best.Steps.Select(step => 0.5 + (0.01 * step))] }, Direction.Maximize));
        Assert.False(RunningBest.Looks(best with { Values = [.. best.Steps.Select(step => 0.5 + (0.1 * Math.Sin(step)))] }, Direction.Maximize));
        // A constant says nothing.
        Assert.False(RunningBest.Looks(best with { Values = [.. best.Steps.Select(_ => 0.5)] }, Direction.Maximize));
    }

    private static int[] Ended(IPruner pruner, Direction direction)
    {
        var (done, ended) = (new List<TrialCurve>(), new int[Trials]);
        for (var number = 0; number < Trials; number++)
        {
            var (steps, values) = (new List<long>(), new List<double>());
            ended[number] = -1;
            for (var step = 1; step <= Steps && ended[number] < 0; step++)
            {
                steps.Add(step);
                values.Add(Value(number, step));
                if (pruner.Judge(new PruningRequest("curves", direction, new TrialCurve(number, TrialState.Running, steps, values), done)).Prune)
                    ended[number] = step;
            }

            done.Add(new TrialCurve(number, ended[number] < 0 ? TrialState.Completed : TrialState.Pruned, steps, values) { Value = ended[number] < 0 ? values[^1] : null });
        }

        return ended;
    }

    private static double Value(int trial, int step) => (((trial * 37) + 11) % 64 / 64.0) + (2.0 / (1 << Math.Min(step, 20))) + (((trial * 13) + (step * 29)) % 32 / 256.0);
}
