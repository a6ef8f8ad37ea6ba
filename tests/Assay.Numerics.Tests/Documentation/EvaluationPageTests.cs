using System.Text.RegularExpressions;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Evaluation.Curves;
using Assay.Evaluation.Thresholds;
using Assay.Testing;

namespace Assay.Numerics.Tests.Documentation;

/// <summary>The code on docs/concepts/evaluation.md is the code below.</summary>
public sealed class EvaluationPageTests
{
    [Fact]
    public void Every_line_of_code_on_the_page_is_compiled_here()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: its documentation cannot be read.");
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs", "concepts", "evaluation.md"));
        var source = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "tests", "Assay.Numerics.Tests", "Documentation", "EvaluationPageTests.cs"));
        var compiled = source.Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var lines = Regex.Matches(page.ReplaceLineEndings("\n"), "```csharp\n(.*?)```", RegexOptions.Singleline)
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => !compiled.Contains(line));
    }

    [Fact]
    public void The_page_s_example_gives_the_numbers_beside_it()
    {
        float[] validScores = [0.1f, 0.2f, 0.8f, 0.3f, 0.6f, 0.9f], testScores = [0.7f, 0.2f, 0.4f, 0.9f];
        bool[] valid = [false, false, true, false, false, true], test = [false, false, true, true];

        var ranking = ScoreRanking.Of(validScores, valid);                        // sorted once; all below walks along it
        var auroc = ranking.Auroc;                                                // 1, or undefined with a reason
        var tuned = ThresholdTuning.Tune(ranking, ThresholdGoal.F1, "valid");     // "test" would be refused
        var counts = BinaryCounts.Of(testScores, test, tuned.Threshold.Value);    // recall 0.5, precision 1
        var table = OperatingPoints.ForPrecisions(ranking, [0.65, 0.70, 0.75, 0.80]);
        foreach (var metric in Floors.Of(BinaryReport.Of(testScores, test)))
            Show(metric);                                                         // average precision 0.8333 (floor 0.5)
        var calibrator = PlattCalibrator.Fit(validScores, valid, "valid");
        var report = CalibrationReport.Of(calibrator, testScores, test, "test");  // before and after: ECE, Brier, log loss, reliability

        Assert.Equal((1.0, 0.5, 1.0), (auroc.Value, counts.Recall.Value, counts.Precision.Value));
        Assert.Equal(4, table.Length);
        Assert.Contains("average precision 0.8333 (floor 0.5)", _shown);
        Assert.False(report.IsOptimistic);
    }

    [Fact]
    public void The_page_s_example_of_curves_gives_the_numbers_beside_it()
    {
        long[] epochs = [1, 2, 3, 4, 5, 6];
        double[] validLoss = [1.6, 1.3, 1.2, 1.25, 1.3, 1.4], validAccuracy = [40, 55, 60, 62, 63, 64];

        var loss = CurveSummary.Of(epochs, validLoss, Optimum.Lowest);            // best 1.2 at epoch 3, latest 1.4: 17 % worse
        var stop = EarlyStop.Replay(epochs, validLoss, Optimum.Lowest, patience: 2);
        var lost = stop.LostOf(epochs, validAccuracy, Optimum.Highest);           // one epoch saved, one point of accuracy lost

        Assert.Equal(0.17, loss.ShareWorse.Value, 2);
        Assert.Equal((5L, 1, 1.0), (stop.Stop, stop.PointsSaved, lost.Value));
    }

    private readonly List<string> _shown = [];

    private void Show(FlooredMetric metric) => _shown.Add(metric.ToString());
}
