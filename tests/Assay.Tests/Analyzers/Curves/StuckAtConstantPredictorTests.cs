using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Curves;

public sealed class StuckAtConstantPredictorTests : AnalyzerConformance
{
    // The labels of the scan-line data: 18,932 images in six classes.
    private static readonly long[] SixClasses = [1664, 1482, 6830, 3202, 1332, 4422];

    protected override IAnalyzer Analyzer { get; } = new StuckAtConstantPredictor();

    protected override IEnumerable<Subject> Bad =>
    [
        Scans(SomeSubjects.Curve("valid/accuracy", 50, epoch => epoch < 3 ? 20 : 36.08), SomeSubjects.Curve("valid/loss", 50, epoch => 1.608 + (0.5 / (epoch * epoch)))),
        Scans(SomeSubjects.Curve("val_acc", 50, epoch => 0.361)),
        // Only the last values were written down, in whole percents: "36 %, 1.60".
        new RunSubject(Place.OfFile("log.md")) { ClassCounts = SixClasses, Metrics = [Last("valid/accuracy", 36), Last("valid/loss", 1.60)] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        // It learns, and ends well above the floor.
        Scans(SomeSubjects.Curve("valid/accuracy", 50, epoch => 36 + (epoch * 0.6)), SomeSubjects.Curve("valid/loss", 50, epoch => 1.6 - (epoch * 0.01))),
        // It was above the floor before it collapsed: another problem.
        Scans(SomeSubjects.Curve("valid/accuracy", 50, epoch => epoch < 40 ? 50 : 36.08)),
        // The accuracy of the floor by chance, but a loss that says that the input is used.
        Scans(SomeSubjects.Curve("valid/accuracy", 50, epoch => 36.08), SomeSubjects.Curve("valid/loss", 50, epoch => 1.30)),
        // The counts are not known.
        SomeSubjects.Training(SomeSubjects.Curve("valid/accuracy", 50, epoch => 36.08)),
    ];

    [Fact]
    public void The_floors_of_the_six_classes_are_computed()
    {
        var found = Only(Bad.First());
        Assert.Equal(0.3608, found.Numbers["floor"], 1e-4);
        Assert.Equal(1.608, found.Numbers["entropy"], 5e-4);
        Assert.Contains("6830 of 18932: 36.08%", found.Message, StringComparison.Ordinal);
    }

    private static RunSubject Scans(params Curve[] curves) => SomeSubjects.Training(curves) with { ClassCounts = SixClasses };

    private static MetricSummary Last(string key, double value) => new(new MetricIdentity(key), 1, 0, value, 0, value, 0, value, 0);
}
