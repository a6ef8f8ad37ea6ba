using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class StandInValueTests : AnalyzerConformance
{
    private static readonly double[] Usual = [0.67, 0.68, 0.69, 0.70, 0.71, 0.72];

    protected override IAnalyzer Analyzer { get; } = new StandInValue();

    protected override IEnumerable<Subject> Bad => [Study([.. Usual, 0]), Study([.. Usual, 0.5, 0.5])];

    protected override IEnumerable<Subject> Good =>
    [
        Study(Usual),
        // Zero is where such values may lie.
        Study([0.1, 0.05, 0.02, 0.3, 0.2, 0]),
        Study([0.52, 0.53, 0.6, 0.7, 0.55, 0.5]),
        Study([0.7, 0]),
    ];

    [Fact]
    public void What_it_does_to_the_mean_is_said() => Assert.Contains("it moves the mean from 0.6950 to 0.5957", Only(Bad.First()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("phase6c_a100/hpo_2m_h1")]
    [InlineData("phase6c_a100/hpo_2m_1_a100")]
    [InlineData("phase6c_a50/hpo_20m_1_a50")]
    public void The_logged_studies_have_no_stand_ins(string study) => Assert.Empty(Look(LoggedStudies.Read(study)));

    private static StudySubject Study(params double[] values) => SomeSubjects.Study(ParameterSpace.Undeclared, [.. values.Select((value, i) => SomeSubjects.Trial(i, value, ("d", i)))]);
}
