using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Curves;

public sealed class OverfittingGapTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new OverfittingGap();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("train/accuracy", 50, epoch => 40 + (43.19 * epoch / 50)), SomeSubjects.Curve("valid/accuracy", 50, epoch => 40 + (26.13 * epoch / 50))),
        SomeSubjects.Training(SomeSubjects.Curve("train_auc", 0.6, 0.9), SomeSubjects.Curve("val_auc", 0.6, 0.7)),
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 1.6, 0.357), SomeSubjects.Curve("valid/loss", 1.6, 1.444)),
        // Only the last values were kept.
        new RunSubject(Place.OfFile("log.md")) { Metrics = [Last("train/accuracy", 83.1928), Last("valid/accuracy", 66.1257)] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("train/accuracy", 50, 70), SomeSubjects.Curve("valid/accuracy", 50, 66)),
        // The metrics differ.
        SomeSubjects.Training(SomeSubjects.Curve("train/accuracy", 50, 83), SomeSubjects.Curve("valid/recall", 50, 66)),
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 1.6, 1.0), SomeSubjects.Curve("valid/loss", 1.6, 1.2)),
        // A reward is no share: a gap of ten has no meaning of its own.
        SomeSubjects.Training(SomeSubjects.Curve("train/reward", 50, 183), SomeSubjects.Curve("valid/reward", 50, 66)),
    ];

    [Fact]
    public void The_gap_of_the_logged_run_is_seventeen_points()
    {
        var found = Only(Bad.Last());
        Assert.Equal(0.1707, found.Numbers["gap"], 1e-4);
        Assert.Equal("the train accuracy ends at 83.2% and the valid accuracy at 66.1%: a gap of 17.1 points", found.Message);
    }

    private static MetricSummary Last(string key, double value) => new(new MetricIdentity(key), 1, 0, value, 50, value, 50, value, 50);
}
