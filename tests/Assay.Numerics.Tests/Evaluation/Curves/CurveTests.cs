using Assay.Evaluation;
using Assay.Evaluation.Curves;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Evaluation.Curves;

public sealed class CurveTests
{
    private static readonly long[] Five = [1, 2, 3, 4, 5];

    [Fact]
    public void Best_last_and_latest_are_told_apart()
    {
        // A resumed run: epoch 3 was recorded again after epoch 4.
        var summary = CurveSummary.Of([1, 2, 4, 3], [0.9, 0.5, 0.7, 0.6], Optimum.Lowest);
        Assert.Equal((new CurvePoint(1, 0.9), new CurvePoint(2, 0.5), new CurvePoint(3, 0.6), new CurvePoint(4, 0.7)), (summary.First!.Value, summary.Best!.Value, summary.Last!.Value, summary.Latest!.Value));
        Assert.Equal(2, summary.StepsSinceBest.Value);
        Assert.Equal(0.2, summary.WorseThanBest.Value, 12);
        Assert.Equal(0.4, summary.ShareWorse.Value, 12);
    }

    [Fact]
    public void A_tie_goes_to_the_first_or_the_last_step_as_asked()
    {
        Assert.Equal(2, CurveSummary.Of(Five, [1, 3, 2, 3, 1], Optimum.Highest).Best!.Value.Step);
        Assert.Equal(4, CurveSummary.Of(Five, [1, 3, 2, 3, 1], Optimum.Highest, TieRule.Last).Best!.Value.Step);
        Assert.Equal(2, CurveSummary.Of([4, 2], [3, 3], Optimum.Highest).Best!.Value.Step);
        Assert.Equal(4, CurveSummary.Of([4, 2], [3, 3], Optimum.Highest, TieRule.Last).Best!.Value.Step);
    }

    [Fact]
    public void What_is_not_finite_is_never_best_and_counted()
    {
        var summary = CurveSummary.Of(Five, [double.NaN, double.NegativeInfinity, 2, 3, double.NaN], Optimum.Lowest);
        Assert.Equal((3, new CurvePoint(3, 2)), (summary.NotFinite, summary.Best!.Value));
        Assert.Equal("the latest value is NaN", summary.WorseThanBest.Reason);
        var nothing = CurveSummary.Of([], [], Optimum.Lowest);
        Assert.Null(nothing.Best);
        Assert.Equal("no value is finite", nothing.StepsSinceBest.Reason);
        Assert.Throws<ArgumentException>(() => CurveSummary.Of([1], [], Optimum.Lowest));
    }

    [Fact]
    public void The_gap_is_how_much_better_training_is_at_common_steps()
    {
        var gap = GeneralizationGap.Of([1, 2, 3, 4], [0.4, 0.6, 0.8, 0.9], [2, 4, 5], [0.55, 0.5, 0.4], Optimum.Highest);
        Assert.Equal([2, 4], gap.Gaps.Select(point => (int)point.Step));
        Assert.Equal((0.05, 0.4), (gap.AtBestValid.Value, gap.Latest.Value), new Near());
        Assert.Equal(4, gap.Largest!.Value.Step);
        Assert.Equal(0.3, GeneralizationGap.Of([1], [0.2], [1], [0.5], Optimum.Lowest).Latest.Value, 12);
        Assert.Equal("training and validation have no step in common", GeneralizationGap.Of([1], [0.2], [2], [0.5], Optimum.Lowest).AtBestValid.Reason);
    }

    [Fact]
    public void Stopping_early_is_replayed_with_what_it_saves_and_loses()
    {
        // The loss is best at epoch 27 and rises; the accuracy goes on rising to epoch 49 of 50.
        var steps = Enumerable.Range(1, 50).Select(i => (long)i).ToArray();
        var loss = steps.Select(step => 1.2 + (Math.Abs(step - 27) * 0.01)).ToArray();
        var accuracy = steps.Select(step => 60 - (Math.Abs(step - 49) * 0.1)).ToArray();
        var stop = EarlyStop.Replay(steps, loss, Optimum.Lowest, patience: 10);
        Assert.Equal((37L, true, 37, 13), (stop.Stop, stop.Stopped, stop.PointsRun, stop.PointsSaved));
        Assert.Equal((0.26, 0.0, 1.2), (stop.ShareSaved, stop.Lost.Value, stop.LostOf(steps, accuracy, Optimum.Highest).Value), new Near());
    }

    [Fact]
    public void A_stop_that_comes_before_a_second_descent_costs_the_difference()
    {
        var stop = EarlyStop.Replay(Five, [3, 2, 2.5, 2.4, 1], Optimum.Lowest, patience: 2);
        Assert.Equal((4L, 1, 1.0), (stop.Stop, stop.PointsSaved, stop.Lost.Value));
        Assert.False(EarlyStop.Replay(Five, [5, 4, 3, 2, 1], Optimum.Lowest, 1).Stopped);
        Assert.Equal(3, EarlyStop.Replay(Five, [5, 4.95, 4.9, 4, 3], Optimum.Lowest, 2, minimumChange: 0.2).Stop);
        Assert.Equal("no value up to the stop is finite", EarlyStop.Replay([1, 2], [double.NaN, double.NaN], Optimum.Lowest, 1).Lost.Reason);
        Assert.Throws<ArgumentException>(() => EarlyStop.Replay([], [], Optimum.Lowest, 1));
        Assert.Throws<ArgumentException>(() => EarlyStop.Replay([1, 1], [0, 0], Optimum.Lowest, 1));
    }

    [Fact]
    public void More_patience_never_loses_more() =>
        Prop.ForAll(Drawn.Arbitrary, drawn =>
        {
            var steps = Enumerable.Range(0, drawn.Scores.Length).Select(i => (long)i).ToArray();
            var stops = Enumerable.Range(1, 8).Select(patience => EarlyStop.Replay(steps, drawn.Scores, Optimum.Highest, patience)).ToArray();
            return stops.Zip(stops.Skip(1)).All(pair => pair.First.Stop <= pair.Second.Stop && pair.First.Lost.Value >= pair.Second.Lost.Value && pair.Second.Lost.Value >= 0);
        }).Holds();

    [Fact]
    public void A_plateau_is_found_at_the_end_and_near_a_level()
    {
        double[] values = [2.0, 1.61, 1.60, 1.60, 1.61];
        var end = Plateau.AtEnd(Five, values, 0.02)!;
        Assert.Equal((2L, 5L, 4), (end.From, end.To, end.Points));
        Assert.Equal((1.605, 0.01), (end.Level, end.Spread), new Near());
        Assert.Equal(2, Plateau.Near(Five, values, 1.608, 0.01)!.From);
        Assert.Equal((1L, 2), (Plateau.Near(Five, [1, 1, 5, 1, 1], 1, 0)!.From, Plateau.Near(Five, [1, 1, 5, 1, 1], 1, 0)!.Points));
        Assert.Null(Plateau.Near(Five, values, 0.5, 0.1));
        Assert.Null(Plateau.AtEnd([1, 2], [1, double.NaN], 1));
        Assert.Equal(1, Plateau.AtEnd(Five, [5, 4, 3, 2, 1], 0)!.Points);
        Assert.Throws<ArgumentOutOfRangeException>(() => Plateau.Near(Five, values, 0, double.NaN));
    }

    [Fact]
    public void Divergence_is_a_value_that_is_no_number_or_an_end_far_worse_than_the_start()
    {
        Assert.Equal((3L, true), Found([2, 1.5, double.NaN, 1, 1]));
        Assert.Equal((4L, false), Found([2, 1.5, 1.2, 4, 9]));
        Assert.Null(Divergence.Of(Five, [2, 9, 8, 1.2, 1], Optimum.Lowest)); // a peak it came down from
        Assert.Null(Divergence.Of(Five, [2, 1.5, 1.2, 1.3, 2.4], Optimum.Lowest));
        Assert.Null(Divergence.Of([], [], Optimum.Lowest));
        Assert.Equal(2, Divergence.Of(Five, [0.8, 0.3, 0.2, 0.1, 0.1], Optimum.Highest)!.Point.Step);

        static (long, bool) Found(double[] values)
        {
            var found = Divergence.Of(Five, values, Optimum.Lowest)!;
            return (found.Point.Step, found.NotFinite);
        }
    }

    /// <summary>Tuples of numbers that differ by rounding only.</summary>
    private sealed class Near : IEqualityComparer<(double, double)>, IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public bool Equals((double, double, double) x, (double, double, double) y) => Equals((x.Item1, x.Item2), (y.Item1, y.Item2)) && Math.Abs(x.Item3 - y.Item3) < 1e-9;

        public int GetHashCode((double, double) obj) => 0;

        public int GetHashCode((double, double, double) obj) => 0;
    }
}
