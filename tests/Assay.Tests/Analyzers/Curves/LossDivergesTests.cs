using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Curves;

public sealed class LossDivergesTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new LossDiverges();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 2.3, 1.9, double.NaN, double.NaN)),
        SomeSubjects.Training(SomeSubjects.Curve("loss", 2.3, 1.9, double.PositiveInfinity)),
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 2.3, 1.9, 2.5, 9)),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 2.3, 1.9, 1.95, 1.7)),
        // The validation loss of an over-fitted model rises: another rule.
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 1.6, 1.2, 1.9, 2.5)),
        // A series that was never measured.
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", double.NaN, double.NaN)),
        SomeSubjects.Training(SomeSubjects.Curve("train/accuracy", 0.2, 0.1, double.NaN)),
    ];

    [Fact]
    public void The_first_broken_step_is_named() =>
        Assert.Equal("'train/loss' is not a number or infinite at 2 of 4 steps, first at step 3", Only(Bad.First()).Message);
}
