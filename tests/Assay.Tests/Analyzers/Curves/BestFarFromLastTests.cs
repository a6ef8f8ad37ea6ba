using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Curves;

public sealed class BestFarFromLastTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new BestFarFromLast();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("val_auc", 27, epoch => epoch <= 12 ? 0.60 + (0.0112 * epoch) : 0.7342 - (0.0012 * (epoch - 12)))),
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 1.6, 1.4, 1.2, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7)),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeSubjects.Training(SomeSubjects.Curve("val_auc", 30, epoch => 0.6 + (epoch * 0.004))),
        // As far as it jumps from step to step anyway.
        SomeSubjects.Training(SomeSubjects.Curve("val_auc", 40, epoch => 0.7 + (epoch % 2 == 0 ? 0.02 : -0.02))),
        // Too short to tell.
        SomeSubjects.Training(SomeSubjects.Curve("val_auc", 0.7, 0.8, 0.7)),
        // A rising loss beside a metric is told by another rule.
        SomeSubjects.Training(SomeSubjects.Curve("valid/loss", 20, epoch => 1 + (epoch * 0.1)), SomeSubjects.Curve("valid/accuracy", 20, epoch => 40 + epoch)),
    ];

    [Fact]
    public void Step_and_value_of_the_best_are_named() => Assert.StartsWith("'val_auc' is best at step 12 (0.7344) and ends at 0.7162 at step 27", Only(Bad.First()).Message, StringComparison.Ordinal);
}
