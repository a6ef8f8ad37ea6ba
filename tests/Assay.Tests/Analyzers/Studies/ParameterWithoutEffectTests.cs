using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class ParameterWithoutEffectTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ParameterWithoutEffect();

    // The decay was searched and never handed to the training.
    protected override IEnumerable<Subject> Bad => [Study((1, 0, 0.7), (1, 1, 0.7), (2, 0, 0.6), (2, 1, 0.6), (3, 0, 0.65), (3, 1, 0.65))];

    protected override IEnumerable<Subject> Good =>
    [
        // One pair differs.
        Study((1, 0, 0.7), (1, 1, 0.7), (2, 0, 0.6), (2, 1, 0.6), (3, 0, 0.65), (3, 1, 0.66)),
        // Two equal pairs may be chance.
        Study((1, 0, 0.7), (1, 1, 0.7), (2, 0, 0.6), (2, 1, 0.6)),
        // Repeats of one configuration.
        Study((1, 0, 0.7), (1, 0, 0.7), (1, 0, 0.7), (1, 0, 0.7)),
    ];

    [Theory]
    [InlineData("phase6c_a100/hpo_2m_h1")]
    [InlineData("phase6c_a100/hpo_20m_h1")]
    public void Every_parameter_of_the_logged_studies_does_something(string study) => Assert.Empty(Look(LoggedStudies.Read(study)));

    private static StudySubject Study(params (int Rate, int Decay, double Value)[] trials) =>
        SomeSubjects.Study(ParameterSpace.Undeclared, [.. trials.Select((trial, i) => SomeSubjects.Trial(i, trial.Value, ("rate", trial.Rate), ("decay", trial.Decay)))]);
}
