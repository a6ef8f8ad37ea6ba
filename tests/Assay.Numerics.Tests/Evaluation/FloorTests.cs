using Assay.Evaluation;

namespace Assay.Numerics.Tests.Evaluation;

public sealed class FloorTests
{
    [Fact]
    public void The_constant_predictor_reaches_the_floors()
    {
        long[] counts = [36, 20, 14, 12, 10, 8];
        Assert.Equal(0.36, Floors.Accuracy(counts).Value, 12);
        Assert.Equal(1.0 / 6, Floors.BalancedAccuracy(counts).Value, 12);
        Assert.Equal(Math.Log(6), Floors.BalancedLogLoss(counts).Value, 12);
        var shares = counts.Select(count => count / 100.0).ToArray();
        var labels = counts.SelectMany((count, k) => Enumerable.Repeat(k, (int)count)).ToArray();
        var constant = new RowMajor<double>(labels.SelectMany(_ => shares).ToArray(), labels.Length, 6);
        Assert.Equal(MultiClassMetrics.LogLoss(constant, labels).Value, Floors.LogLoss(counts).Value, 12);
        Assert.Equal(MultiClassMetrics.Confusion(constant, labels).Accuracy.Value, Floors.Accuracy(counts).Value, 12);
    }

    [Fact]
    public void A_label_s_floors_are_what_its_prevalence_reaches()
    {
        var labels = Enumerable.Range(0, 50).Select(i => i < 10).ToArray();
        var constant = Enumerable.Repeat(0.2, 50).ToArray();
        var report = BinaryReport.Of<double>(constant, labels, new() { Threshold = 0.1 });
        foreach (var metric in Floors.Of(report).Where(metric => metric.Metric is "auroc" or "average precision" or "log loss" or "brier" or "balanced accuracy" or "precision" or "F1"))
            Assert.Equal(metric.Floor.Value, metric.Value.Value, 12);
        Assert.All(Floors.Of(report).Where(metric => metric.Value.IsDefined), metric => Assert.True(metric.IsAtFloor(1e-9), metric.ToString()));
    }

    [Fact]
    public void A_result_is_shown_beside_its_floor()
    {
        var metric = new FlooredMetric("average precision", 0.5, 0.2, Optimum.Highest);
        Assert.Equal("average precision 0.5 (floor 0.2)", metric.ToString());
        Assert.Equal(0.3, metric.Lift.Value, 12);
        Assert.Equal(0.25, new FlooredMetric("loss", 1.0, 1.25, Optimum.Lowest).Lift.Value, 12);
        var undefined = Floors.Of(BinaryReport.Of<double>([0.1, 0.2], new[] { 0, 0 }))[0];
        Assert.Equal("auroc undefined: no sample is positive (floor 0.5)", undefined.ToString());
        Assert.False(undefined.IsAtFloor(1));
    }

    [Fact]
    public void Macro_floors_are_means_over_the_labels_that_have_the_metric()
    {
        var scores = new RowMajor<double>(new[] { 0.9, 0.2, 0.1, 0.3, 0.4, 0.1, 0.3, 0.2 }, 4, 2);
        var floors = Floors.Of(MultiLabelReport.Of(scores, new RowMajor<int>(new[] { 1, 0, 0, 0, 0, 0, 0, 0 }, 4, 2)));
        var precision = floors.Single(metric => metric.Metric == "macro average precision");
        Assert.Equal((1.0, 0.25), (precision.Value.Value, precision.Floor.Value));
    }

    [Fact]
    public void No_samples_have_no_floor_and_negative_counts_are_refused()
    {
        Assert.Equal("there are no samples", Floors.LogLoss([0, 0]).Reason);
        Assert.Equal("there are no samples", Floors.BalancedAccuracy([]).Reason);
        Assert.Equal("there are no samples", Floors.AveragePrecision(0, 0).Reason);
        Assert.Contains("classCounts[1] is -1", Assert.Throws<ArgumentException>(() => Floors.Accuracy([1, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Floors.Brier(3, 2));
    }
}
