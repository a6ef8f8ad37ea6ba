using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Curves;

public sealed class ValidLossRisesTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ValidLossRises();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeSubjects.Training(
            SomeSubjects.Curve("valid/loss", 50, epoch => epoch <= 27 ? 1.6 - (0.3629 * epoch / 27) : 1.2371 + (0.2069 * (epoch - 27) / 23)),
            SomeSubjects.Curve("valid/accuracy", 50, epoch => epoch <= 49 ? 40 + (26.5 * epoch / 49) : 66.1)),
        // What the table of a log keeps: best and last.
        new RunSubject(Place.OfFile("log.md"))
        {
            Metrics =
            [
                new MetricSummary(new MetricIdentity("valid/loss"), 2, 0, 1.443985, 50, 1.237079, 27, 1.443985, 50),
                new MetricSummary(new MetricIdentity("valid/accuracy"), 2, 0, 66.1257, 50, 66.1257, 50, 66.4982, 49),
            ],
        },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        // Both get worse together: plain over-training, which another rule tells.
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 1.6, 1.2, 1.3, 1.4, 1.5, 1.6), SomeSubjects.Curve("valid/accuracy", 40, 66, 64, 63, 62, 60)),
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 50, epoch => 1.6 - (epoch * 0.01)), SomeSubjects.Curve("valid/accuracy", 50, epoch => 40 + epoch)),
        // It rises by one percent.
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 1.6, 1.2, 1.2, 1.205, 1.21, 1.212), SomeSubjects.Curve("valid/accuracy", 40, 66, 67, 68, 69, 70)),
    ];

    [Fact]
    public void The_rise_of_the_logged_run_is_seventeen_percent()
    {
        var found = Only(Bad.Last());
        Assert.Equal((27, 49), (found.Numbers["best_step"], found.Numbers["other_best_step"]));
        Assert.Equal(0.167, found.Numbers["rise"], 5e-4);
    }
}
