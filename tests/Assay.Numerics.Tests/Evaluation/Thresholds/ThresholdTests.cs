using Assay.Evaluation;
using Assay.Evaluation.Thresholds;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Evaluation.Thresholds;

public sealed class ThresholdTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Reference.Cases("binary").Count())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Best_thresholds_are_those_of_precision_recall_curve(int number)
    {
        var expected = Reference.Cases("binary").ElementAt(number);
        var (name, curve) = (expected.Name(), expected.GetProperty("curve"));
        var ranking = ScoreRanking.Of<double>(expected.Scores(), expected.Labels());
        var best = ThresholdTuning.Tune(ranking, ThresholdGoal.F1, "valid");
        if (curve.ValueKind == System.Text.Json.JsonValueKind.Null)
        {
            Assert.Equal("no sample is positive", best.Threshold.Reason);
            Assert.Equal("no sample is positive", OperatingPoints.RecallAtPrecision(ranking, 0.6).Reason);
            return;
        }

        Reference.Same(curve.GetProperty("bestF1"), best.Score, $"{name}: best F1");
        Reference.Same(curve.GetProperty("threshold").GetDouble() * Reference.Unit, best.Threshold, $"{name}: threshold");
        Reference.Same(curve.GetProperty("highestPrecision"), OperatingPoints.HighestPrecision(ranking)!.Precision, $"{name}: highest precision");
        Reference.Same(curve.GetProperty("recallAtPrecision"), OperatingPoints.RecallAtPrecision(ranking, 0.6), $"{name}: recall at precision");
        Reference.Same(curve.GetProperty("precisionAtRecall"), OperatingPoints.PrecisionAtRecall(ranking, 0.6), $"{name}: precision at recall");
    }

    [Fact]
    public void No_threshold_is_better_than_the_one_that_is_found() =>
        Prop.ForAll(Drawn.Arbitrary, drawn =>
        {
            var ranking = ScoreRanking.Of<double>(drawn.Scores, drawn.Labels);
            return !drawn.Labels.Contains(true) || new[] { 0.5, 1, 2 }.All(beta =>
            {
                var best = ThresholdTuning.Tune(ranking, ThresholdGoal.FBeta(beta), "valid");
                return Math.Abs(ranking.At(best.Threshold.Value).FBeta(beta).Value - best.Score.Value) < Tolerance
                    && drawn.Scores.All(threshold => (ranking.At(threshold).FBeta(beta).ValueOrNull ?? 0) <= best.Score.Value + Tolerance);
            });
        }).Holds();

    [Fact]
    public void A_floor_is_kept_and_nothing_above_it_is_better() =>
        Prop.ForAll(Drawn.Arbitrary, drawn =>
        {
            var ranking = ScoreRanking.Of<double>(drawn.Scores, drawn.Labels);
            var points = OperatingPoints.At(ranking, drawn.Scores);
            var (atPrecision, atRecall) = (OperatingPoints.ForPrecisions(ranking, [0.7])[0], OperatingPoints.ForRecalls(ranking, [0.7])[0]);
            return !drawn.Labels.Contains(true) || (
                (atPrecision is null
                    ? points.All(point => point.Precision.Value < 0.7)
                    : atPrecision.Precision.Value >= 0.7 && points.All(point => point.Precision.Value < 0.7 || point.Recall.Value <= atPrecision.Recall.Value))
                && atRecall!.Recall.Value >= 0.7
                && points.All(point => point.Recall.Value < 0.7 || point.Precision.Value <= atRecall.Precision.Value));
        }).Holds();

    [Fact]
    public void A_precision_that_is_not_reached_says_which_is_and_where()
    {
        var ranking = ScoreRanking.Of<double>([0.9, 0.8, 0.7, 0.2], new[] { false, true, true, false });
        Assert.Equal("no threshold reaches precision 0.8; the highest is 0.6667, at 0.7", OperatingPoints.RecallAtPrecision(ranking, 0.8).Reason);
        Assert.Null(OperatingPoints.ForPrecisions(ranking, [0.8])[0]);
        Assert.Equal(0.7, OperatingPoints.HighestPrecision(ranking)!.Threshold);
    }

    [Fact]
    public void The_highest_precision_can_be_asked_to_rest_on_enough_samples()
    {
        var ranking = ScoreRanking.Of<double>([0.9, 0.8, 0.7, 0.6], new[] { true, false, true, true });
        Assert.Equal((0.9, 1L), (OperatingPoints.HighestPrecision(ranking)!.Threshold, OperatingPoints.HighestPrecision(ranking)!.Called));
        Assert.Equal(0.6, OperatingPoints.HighestPrecision(ranking, 2)!.Threshold);
        Assert.Null(OperatingPoints.HighestPrecision(ranking, 5));
    }

    [Fact]
    public void Of_a_grid_the_lowest_of_equally_good_thresholds_is_taken()
    {
        var ranking = ScoreRanking.Of<double>([0.35, 0.81], new[] { false, true });
        var tuned = ThresholdTuning.Tune(ranking, ThresholdGoal.F1, "valid", OperatingPoints.Grid(0.01, 0.99, 0.01));
        Assert.Equal((0.36, 1.0), (tuned.Threshold.Value, tuned.Score.Value));
        Assert.StartsWith("no threshold reaches recall", ThresholdTuning.Tune(ranking, ThresholdGoal.PrecisionAtRecall(0), "valid", [0.9]).Threshold.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_has_both_ends_and_readable_thresholds()
    {
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], OperatingPoints.Grid(0.1, 0.9, 0.1));
        var table = OperatingPoints.Sweep(ScoreRanking.Of<double>([0.3, 0.6], new[] { false, true }), 0.5, 0.7, 0.1);
        Assert.Equal([1L, 1, 0], table.Select(point => point.Called));
        Assert.False(table[2].Precision.IsDefined);
        Assert.Throws<ArgumentOutOfRangeException>(() => OperatingPoints.Grid(0, 1, 0));
        Assert.Throws<ArgumentException>(() => OperatingPoints.Grid(1, 0, 0.1));
    }

    [Theory]
    [InlineData("test", true)]
    [InlineData("FINAL_TEST.csv", true)]
    [InlineData("manual/test_all", true)]
    [InlineData("holdout", true)]
    [InlineData("valid", false)]
    [InlineData("latest", false)]
    [InlineData("contest", false)]
    public void A_split_is_a_test_split_by_a_word_of_its_name(string name, bool test) => Assert.Equal(test, new SplitName(name).IsTest);

    [Fact]
    public void Tuning_on_the_test_split_is_refused_or_marked()
    {
        var ranking = ScoreRanking.Of<double>([0.3, 0.6], new[] { false, true });
        var refusal = Assert.Throws<ArgumentException>(() => ThresholdTuning.Tune(ranking, ThresholdGoal.F1, "final-test"));
        Assert.Contains("\"final-test\" is a test split", refusal.Message, StringComparison.Ordinal);
        Assert.True(ThresholdTuning.Tune(ranking, ThresholdGoal.F1, "final-test", allowTest: true).TunedOnTest);
        var tuned = ThresholdTuning.Tune(ranking, ThresholdGoal.F1, "valid");
        Assert.False(tuned.TunedOnTest);
        Assert.True(tuned.IsOptimisticOn("valid"));
        Assert.Equal("unknown", default(SplitName).Name);
    }

    [Fact]
    public void Each_label_gets_its_own_threshold_and_one_without_positives_none()
    {
        var scores = new RowMajor<float>(new[] { 0.9f, 0.9f, 0.1f, 0.4f, 0.2f, 0.2f }, 2, 3);
        var tuned = ThresholdTuning.PerLabel(scores, new RowMajor<int>(new[] { 1, 0, 0, 0, 1, 0 }, 2, 3), ThresholdGoal.F1, "valid");
        Assert.Equal(0.9, tuned[0].Threshold.Value, 6);
        Assert.Equal(0.2, tuned[1].Threshold.Value, 6);
        Assert.Equal("no sample is positive", tuned[2].Threshold.Reason);
    }
}
