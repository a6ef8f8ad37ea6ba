using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class BestNotSeparableTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new BestNotSeparable();

    protected override IEnumerable<Subject> Bad => [Study([346, 76], 0.72, 0.71), Study([346, 76], 0.72, 0.60, 0.70), Accuracy(0.70, 0.69)];

    protected override IEnumerable<Subject> Good =>
    [
        Study([346, 76], 0.72, 0.60),
        // So many rows tell a point apart.
        Study([346_000, 76_000], 0.72, 0.71),
        Study([], 0.72, 0.71),
        // The same configuration twice is no other one.
        SomeSubjects.Study(ParameterSpace.Undeclared, SomeSubjects.Trial(0, 0.72, ("d", 1)), SomeSubjects.Trial(1, 0.71, ("d", 1))) is var same ? same with { Study = same.Study with { ClassCounts = [346, 76] } } : null!,
    ];

    [Fact]
    public void The_standard_error_of_the_logged_area_is_that_of_Hanley_and_McNeil()
    {
        var found = Only(LoggedStudies.Read("phase6c_a100/hpo_2m_h1"));
        // 76 positive and 346 negative days at an area of 0.718.
        Assert.Equal(0.035, found.Numbers["standard_error"], 5e-4);
        Assert.Equal(26, found.Numbers["near"]);
    }

    private static StudySubject Study(long[] counts, params double[] values)
    {
        var subject = SomeSubjects.Study(ParameterSpace.Undeclared, [.. values.Select((value, i) => SomeSubjects.Trial(i, value, ("width", i)))]);
        return subject with { Study = subject.Study with { ClassCounts = counts } };
    }

    private static StudySubject Accuracy(params double[] values) => Study([300, 300], values) is var subject ? subject with { Study = subject.Study with { Metric = "val_accuracy" } } : null!;
}
