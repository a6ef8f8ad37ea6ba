using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class FixedThresholdTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new FixedThreshold();

    protected override IEnumerable<Subject> Bad => [Beside(("a", 7, 6, 0.725), ("b", 50, 16, 0.728), ("c", 10, 3, 0.729))];

    protected override IEnumerable<Subject> Good =>
    [
        // One model ranks better.
        Beside(("a", 20, 15, 0.90), ("b", 50, 16, 0.70), ("c", 10, 3, 0.71)),
        // Equally many predictions.
        Beside(("a", 30, 15, 0.72), ("b", 40, 16, 0.70), ("c", 35, 13, 0.71)),
        Beside(("a", 7, 6, 0.725), ("b", 50, 16, 0.728)),
    ];

    [Fact]
    public void The_contrast_of_the_logged_runs_is_the_threshold()
    {
        var evidence = Logged.Subjects(LoggedData.Find("financial/feature_embedding")).OfType<EvidenceSubject>().Single();
        var found = Only(evidence);
        Assert.Equal(0.6, found.Numbers["highest"], 1e-9);
        Assert.Equal(30, found.Numbers["most"]);
        Assert.True(found.Numbers["auroc_spread"] < 2 * found.Numbers["standard_error"]);
    }

    private static EvidenceSubject Beside(params (string Name, int Predicted, int Right, double Auc)[] runs) => new(Place.OfFile("outputs"))
    {
        Runs = [.. runs.Select(run => SomeRuns.Result(run.Name, ("precision", (double)run.Right / run.Predicted), ("recall", run.Right / 76.0), ("auc", run.Auc), ("n_positive_preds", run.Predicted), ("n_samples", 422), ("class_balance", 76.0 / 422)))],
    };
}
