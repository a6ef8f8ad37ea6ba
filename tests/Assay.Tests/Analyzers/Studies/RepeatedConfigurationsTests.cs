using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class RepeatedConfigurationsTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new RepeatedConfigurations();

    protected override IEnumerable<Subject> Bad =>
    [
        Study((1, 0.7), (1, 0.7), (1, 0.7), (2, 0.6), (3, 0.65)),
        // The best stands alone, but every fourth trial told nothing new.
        Study([(9, 0.9), .. Enumerable.Range(0, 12).Select(i => (i % 8, 0.5 + (i % 8 * 0.01)))]),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Study((1, 0.7), (2, 0.6), (3, 0.65)),
        // Repeats with other seeds have other values: replicates, as they should be.
        Study((1, 0.70), (1, 0.71), (1, 0.69), (1, 0.705)),
        // Equal values of different configurations.
        Study((1, 0.7), (2, 0.7), (3, 0.7)),
    ];

    [Theory]
    [InlineData("hpo_2m_h1", 41, 9, 10)]
    [InlineData("hpo_20m_h1", 34, 16, 1)]
    [InlineData("hpo_200m_h1", 32, 18, 4)]
    public void The_logged_studies_repeat_themselves(string study, int unique, int wasted, int ties)
    {
        var found = Only(LoggedStudies.Read("phase6c_a100/" + study));
        Assert.Equal((unique, wasted, ties), (found.Numbers["unique"], found.Numbers["wasted"], found.Numbers["ties"]));
    }

    [Fact]
    public void The_ten_ties_of_the_logged_study_are_named() =>
        Assert.Contains("trained 10 times with exactly 0.71779 (#19, #21, #22, #23, #24, #31, #32, #41, #42, #43), which is one result, not 10", Only(LoggedStudies.Read("phase6c_a100/hpo_2m_h1")).Message, StringComparison.Ordinal);

    private static StudySubject Study(params (int Width, double Value)[] trials) =>
        SomeSubjects.Study(ParameterSpace.Undeclared, [.. trials.Select((trial, i) => SomeSubjects.Trial(i, trial.Value, ("width", trial.Width)))]);
}
