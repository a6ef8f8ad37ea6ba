using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Curves;

public sealed class StillImprovingTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new StillImproving();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("valid/accuracy", 20, epoch => 40 + epoch)),
        SomeSubjects.Training(SomeSubjects.Curve("val_loss", 20, epoch => 2 - (0.05 * epoch))),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("valid/accuracy", 40, epoch => 66 - (26.0 / epoch))),
        SomeSubjects.Training(SomeSubjects.Curve("valid/accuracy", 20, epoch => epoch == 20 ? 50 : 40 + epoch)),
        SomeSubjects.Training(SomeSubjects.Curve("train/accuracy", 20, epoch => 40 + epoch)),
        SomeSubjects.Training(SomeSubjects.Curve("valid/accuracy", 40, 45, 50)),
    ];

    [Fact]
    public void The_gain_of_the_last_fifth_is_computed() => Assert.Equal(4 / 54.5, Only(Bad.First()).Numbers["gain"], 1e-12);
}
