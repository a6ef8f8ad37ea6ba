using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Xunit;

namespace Assay.Testing;

/// <summary>What every pruner must do. A pruner's tests inherit this class and make it.</summary>
public abstract class PrunerConformance
{
    /// <summary>The pruner under test.</summary>
    protected abstract IPruner Make();

    [Fact]
    public void A_trial_that_reported_nothing_goes_on()
    {
        foreach (var direction in Enum.GetValues<Direction>())
            Assert.Equal(PruneDecision.Continue, Make().Judge(new PruningRequest("s", direction, Curve(9), [Done(0, 0.1, 0.2), Done(1, 0.3, 0.4)])));
    }

    [Fact]
    public void The_first_trial_of_finite_values_in_bounds_goes_on()
    {
        foreach (var direction in Enum.GetValues<Direction>())
            Assert.Equal(PruneDecision.Continue, Make().Judge(new PruningRequest("s", direction, Curve(0, 0.5), [])));
    }

    [Fact]
    public void The_same_request_gets_the_same_answer_of_any_instance_and_a_reason_when_the_trial_ends()
    {
        foreach (var direction in Enum.GetValues<Direction>())
        {
            foreach (var trial in new[] { Curve(12, 0.9, 0.9, 0.9, 0.9), Curve(12, 0.1, 0.1, 0.1, 0.1), Curve(12, double.NaN), Curve(12, 0.5, double.PositiveInfinity) })
            {
                var request = new PruningRequest("s", direction, trial, [.. Enumerable.Range(0, 12).Select(number => Done(number, 0.4, 0.45, 0.5, 0.55, number / 12.0))]);
                var pruner = Make();
                var decision = pruner.Judge(request);
                Assert.Equal(decision, pruner.Judge(request));
                Assert.Equal(decision, Make().Judge(request));
                Assert.Equal(decision.Prune, decision.Why is not null);
            }
        }
    }

    [Fact]
    public void Trials_with_holes_infinite_values_and_no_reports_beside_it_do_no_harm()
    {
        TrialCurve[] others =
        [
            new(0, TrialState.Failed, [1, 5], [double.NaN, double.NegativeInfinity]), new(1, TrialState.Running, [], []), new(2, TrialState.Completed, [], []) { Value = 3 },
            new(3, TrialState.Completed, [2, 100], [double.PositiveInfinity, 0.1]) { Value = 0.1 }, new(4, TrialState.Pruned, [-1], [0.2]),
        ];
        foreach (var direction in Enum.GetValues<Direction>())
            _ = Make().Judge(new PruningRequest("a/b c", direction, new TrialCurve(5, TrialState.Running, [0, 7, 1_000_000_000_000], [1, 2, 3]), others));
    }

    /// <summary>A trial that runs, with reports at steps 1, 2, ….</summary>
    protected static TrialCurve Curve(int number, params double[] values) => new(number, TrialState.Running, [.. Enumerable.Range(1, values.Length).Select(step => (long)step)], values);

    /// <summary>A trial that completed with its last report.</summary>
    protected static TrialCurve Done(int number, params double[] values) => Curve(number, values) with { State = TrialState.Completed, Value = values[^1] };
}
