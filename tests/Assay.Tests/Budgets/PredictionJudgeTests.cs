using Assay.Budgets;
using Assay.Budgets.Judging;
using Assay.Foundation.Randomness;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Tests.Budgets;

public sealed class PredictionJudgeTests
{
    [Fact]
    public void A_constant_prediction_reaches_its_floors_and_no_more() => Prop.ForAll(Gen.Choose(1, 39).ToArbitrary(), positives =>
    {
        var share = positives / 40d;
        var scope = Judge([.. Enumerable.Repeat(share, 40)], [.. Enumerable.Range(0, 40).Select(i => (byte)(i < positives ? 1 : 0))]);
        return scope.Metrics.Where(metric => metric.Floor.IsDefined && metric.Value.IsDefined && metric.Key is "auroc" or "average_precision" or "accuracy" or "balanced_accuracy" or "log_loss" or "brier")
            .All(metric => metric.IsAtFloor || Math.Abs(metric.Value.Value - metric.Floor.Value) < 1e-12);
    }).Holds();

    [Fact]
    public void Intervals_hold_their_value_and_are_the_same_for_the_same_seed()
    {
        var chance = new Seed(7);
        byte[] labels = [.. Enumerable.Range(0, 200).Select(i => (byte)(chance.Uniform((ulong)i) < 0.3 ? 1 : 0))];
        double[] scores = [.. labels.Select((label, i) => Math.Clamp((0.3 * label) + (0.7 * chance.Uniform((ulong)(i + 1000))), 0, 1))];
        var (first, again) = (Judge(scores, labels, 300), Judge(scores, labels, 300));
        Assert.Equal(first.Metrics.Select(metric => metric.Interval), again.Metrics.Select(metric => metric.Interval));
        Assert.All(first.Metrics.Where(metric => metric.Interval is not null), metric => Assert.True(metric.Interval!.Value.Contains(metric.Value.Value), metric.Key));
        Assert.Equal(10, first.Metrics.Count(metric => metric.Interval is not null));
    }

    [Fact]
    public void Cases_of_one_group_are_drawn_together_which_widens_the_interval()
    {
        byte[] labels = [.. Enumerable.Range(0, 200).Select(i => (byte)(new Seed(3).Uniform((ulong)(i / 10)) < 0.5 ? 1 : 0))];
        double[] scores = [.. labels.Select((label, i) => new Seed(4).Uniform((ulong)(i / 10)) < 0.7 ? label : 1d - label)];
        var predictions = Of(scores, labels);
        var options = new JudgeOptions { Resamples = 500 };
        var alone = PredictionJudge.Judge(predictions, options).Overall[0]["accuracy"]!.Interval!.Value;
        var grouped = PredictionJudge.Judge(predictions with { Groups = [.. Enumerable.Range(0, 200).Select(i => i / 10)] }, options).Overall[0]["accuracy"]!.Interval!.Value;
        Assert.True(grouped.Width > 1.5 * alone.Width);
    }

    [Fact]
    public void Scores_that_are_no_probabilities_have_no_log_loss()
    {
        var judged = PredictionJudge.Judge(Of([3, -2, 0.5], [1, 0, 1]), new JudgeOptions { Resamples = 0 });
        Assert.Null(judged.Overall[0]["log_loss"]);
        Assert.Contains(judged.Notes, note => note.Contains("not probabilities", StringComparison.Ordinal));
    }

    private static JudgedScope Judge(double[] scores, byte[] labels, int resamples = 0) => PredictionJudge.Judge(Of(scores, labels), new JudgeOptions { Resamples = resamples }).Overall[0];

    private static Predictions Of(double[] scores, byte[] labels) => new("p.csv", new string('0', 64), PredictionTask.Binary, ["label"], scores.Length, scores) { Labels = labels };
}
