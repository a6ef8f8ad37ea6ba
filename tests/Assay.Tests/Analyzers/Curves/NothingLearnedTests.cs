using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Curves;

public sealed class NothingLearnedTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new NothingLearned();

    protected override IEnumerable<Subject> Bad => [SomeSubjects.Training(SomeSubjects.Curve("train/loss", 30, epoch => 1.609 - (0.0001 * epoch)))];

    protected override IEnumerable<Subject> Good =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 30, epoch => 1.6 - (0.02 * epoch))),
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 1.6, 1.6, 1.6)),
        // It grows: another rule.
        SomeSubjects.Training(SomeSubjects.Curve("train/loss", 30, epoch => 1.6 + (0.1 * epoch))),
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 30, epoch => 1.609)),
    ];
}
