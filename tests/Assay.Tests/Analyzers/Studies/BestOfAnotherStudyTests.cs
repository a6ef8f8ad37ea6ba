using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class BestOfAnotherStudyTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new BestOfAnotherStudy();

    protected override IEnumerable<Subject> Bad =>
    [
        Study(new ReportedBest("best_params.json") { Study = "other", Trial = 0, Value = 0.7 }),
        Study(new ReportedBest("best_params.json") { Study = "other", Trial = 0, Value = 0.9 }),
    ];

    protected override IEnumerable<Subject> Good => [Study(new ReportedBest("best_params.json") { Study = "study", Trial = 0, Value = 0.7 }), Study(new ReportedBest("best_params.json") { Value = 0.7 }), Study(null)];

    [Fact]
    public void A_heading_is_told_from_a_whole_file_of_another_study()
    {
        Assert.EndsWith("so the heading is the other's", Only(Bad.First()).Message, StringComparison.Ordinal);
        Assert.EndsWith("is not that of trial #0 here (0.7), so the whole file is the other's", Only(Bad.Last()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_logged_file_has_the_heading_of_the_script_it_was_copied_from()
    {
        var found = Only(LoggedStudies.Read("phase6c_a50/hpo_20m_1_a50"));
        Assert.Contains("best_params.json in 'hpo_20m_1_a50' says that it is of 'hpo_2m_1_a100'; its best value 0.73148 is that of trial #5 here", found.Message, StringComparison.Ordinal);
        Assert.Contains("(budget 2M, horizon 1, tier a100)", found.Message, StringComparison.Ordinal);
        Assert.Empty(Look(LoggedStudies.Read("phase6c_a100/hpo_2m_1_a100")));
    }

    private static StudySubject Study(ReportedBest? reported)
    {
        var subject = SomeSubjects.Study(ParameterSpace.Undeclared, SomeSubjects.Trial(0, 0.7, ("d", 1)));
        return subject with { Study = subject.Study with { Reported = reported } };
    }
}
