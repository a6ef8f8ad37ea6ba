using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class ReportedBestDiffersTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ReportedBestDiffers();

    protected override IEnumerable<Subject> Bad => [Study(1, 0.6), Study(0, 0.71)];

    protected override IEnumerable<Subject> Good => [Study(1, 0.71), Study(null, 0.70996), Study(null, null)];

    [Theory]
    [InlineData("phase6c_a100/hpo_2m_h1")]
    [InlineData("phase6c_a50/hpo_20m_1_a50")]
    public void The_logged_values_are_those_of_the_trials(string study) => Assert.Empty(Look(LoggedStudies.Read(study)));

    private static StudySubject Study(int? trial, double? value)
    {
        var subject = SomeSubjects.Study(ParameterSpace.Undeclared, SomeSubjects.Trial(0, 0.6, ("d", 1)), SomeSubjects.Trial(1, 0.71, ("d", 2)));
        return subject with { Study = subject.Study with { Reported = new ReportedBest("best_params.json") { Trial = trial, Value = value } } };
    }
}
