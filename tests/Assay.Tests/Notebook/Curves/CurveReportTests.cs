using Assay.Evaluation;
using Assay.Notebook.Curves;

namespace Assay.Tests.Notebook.Curves;

public sealed class CurveReportTests
{
    [Fact]
    public void The_table_of_a_training_log_comes_out_as_it_was_pasted()
    {
        // Run 1 of the tip-state study: the values its log quotes, at the epochs it quotes them for.
        var report = CurveReport.Of(
        [
            Curve("valid", "Accuracy", (1, 36), (27, 64), (49, 66.4982), (50, 66.1257)),
            Curve("valid", "Loss", (1, 1.6), (27, 1.237079), (49, 1.44), (50, 1.443985)),
            Curve("train", "Accuracy", (1, 36), (50, 83.1928)),
            Curve("train", "Loss", (1, 1.6), (50, 0.357031)),
        ]);
        Assert.Equal(
            "\n=== train directory ===\nTotal epochs: 50\nBest accuracy: 83.1928 (epoch 50)\nBest loss: 0.357031 (epoch 50)\n\nLatest epoch (50):\n  Accuracy: 83.1928\n  Loss: 0.357031\n"
            + "\n=== valid directory ===\nTotal epochs: 50\nBest accuracy: 66.4982 (epoch 49)\nBest loss: 1.237079 (epoch 27)\n\nLatest epoch (50):\n  Accuracy: 66.1257\n  Loss: 1.443985\n",
            CurveTable.Text(report, new Dictionary<string, int> { ["train"] = 50, ["valid"] = 50 }));
        Assert.Equal("| Metric | Train best (epoch) | Train latest | Valid best (epoch) | Valid latest |\n| --- | ---: | ---: | ---: | ---: |\n| Accuracy | 83.1928 (50) | 83.1928 | 66.4982 (49) | 66.1257 |\n| Loss | 0.357031 (50) | 0.357031 | 1.237079 (27) | 1.443985 |\n", CurveTable.Markdown(report));
        Assert.Equal(17.0671, report.Gaps.Single(gap => gap.Metric == "Accuracy").Gap.Latest.Value, 4);
    }

    [Fact]
    public void Stopping_early_is_replayed_on_the_validation_loss_and_its_cost_in_other_metrics_is_told()
    {
        long[] epochs = [.. Enumerable.Range(1, 50).Select(epoch => (long)epoch)];
        var loss = new RunCurve("valid", "Loss", epochs, [.. epochs.Select(epoch => 1.237 + (0.001 * Math.Abs(epoch - 27)))], Optimum.Lowest);
        var accuracy = new RunCurve("valid", "Accuracy", epochs, [.. epochs.Select(epoch => 40 + (0.5 * Math.Min(epoch, 49)))], Optimum.Highest);
        var report = CurveReport.Of([accuracy, loss]);
        Assert.Equal((37L, 13, true), (report.Stop!.Value.Stop.Stop, report.Stop.Value.Stop.PointsSaved, report.Stop.Value.Stop.Stopped));
        Assert.Equal(6, Assert.Single(report.StopCosts).Lost.Value, 12);
        Assert.Null(CurveReport.Of([accuracy, loss], watch: "f1").Stop);
    }

    [Fact]
    public void A_curve_that_ends_on_a_level_is_a_plateau_and_one_that_ends_in_nan_diverged()
    {
        long[] epochs = [.. Enumerable.Range(1, 20).Select(epoch => (long)epoch)];
        var flat = new RunCurve("valid", "Loss", epochs, [.. epochs.Select(epoch => epoch < 5 ? 2.0 : 1.6)], Optimum.Lowest);
        var gone = new RunCurve("train", "Loss", epochs, [.. epochs.Select(epoch => epoch < 18 ? 1.0 / epoch : double.NaN)], Optimum.Lowest);
        var report = CurveReport.Of([flat, gone, new RunCurve("test", "none", [], [], Optimum.Highest)]);
        Assert.Equal((5L, 20L), (Assert.Single(report.Plateaus).Plateau.From, report.Plateaus[0].Plateau.To));
        Assert.Equal(18, Assert.Single(report.Divergences).Divergence.Point.Step);
        Assert.Equal(2, report.Curves.Count);
        Assert.Contains("Best loss: 0.058824 (epoch 17)", CurveTable.Text(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid/loss", "valid", "loss")]
    [InlineData("val_auc", "valid", "auc")]
    [InlineData("train.acc", "train", "acc")]
    [InlineData("auc", "", "auc")]
    [InlineData("/x", "", "/x")]
    [InlineData("valuation", "", "valuation")]
    public void A_key_names_its_split(string key, string split, string metric) => Assert.Equal((split, metric), RunCurve.SplitOf(key));

    private static RunCurve Curve(string split, string metric, params (long Step, double Value)[] points) =>
        new(split, metric, [.. points.Select(point => point.Step)], [.. points.Select(point => point.Value)], RunCurve.OptimumOf(metric));
}
