using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class UnfinishedInStatisticsTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new UnfinishedInStatistics();

    protected override IEnumerable<Subject> Bad => [Study(TrialState.Pruned, new ReportedBest("best_params.json") { TrialCount = 3 }), Study(TrialState.Failed, new ReportedBest("summary.md") { Trial = 2 })];

    protected override IEnumerable<Subject> Good =>
    [
        Study(TrialState.Pruned, null),
        // Only completed trials were counted.
        Study(TrialState.Pruned, new ReportedBest("best_params.json") { TrialCount = 2 }),
        Study(TrialState.Completed, new ReportedBest("best_params.json") { TrialCount = 3 }),
    ];

    [Fact]
    public void The_mean_with_and_without_them_is_computed()
    {
        var found = Only(Bad.First());
        Assert.Equal((0.7, 0.6), (found.Numbers["mean"], Math.Round(found.Numbers["mixed_mean"], 12)));
    }

    private static StudySubject Study(TrialState third, ReportedBest? reported)
    {
        var subject = SomeSubjects.Study(ParameterSpace.Undeclared, SomeSubjects.Trial(0, 0.72, ("d", 1)), SomeSubjects.Trial(1, 0.68, ("d", 2)), SomeSubjects.Trial(2, 0.4, ("d", 3)) with { State = third });
        return subject with { Study = subject.Study with { Reported = reported } };
    }
}
