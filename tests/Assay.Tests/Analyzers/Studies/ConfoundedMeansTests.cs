using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class ConfoundedMeansTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ConfoundedMeans();

    protected override IEnumerable<Subject> Bad =>
    [
        // The rate decides, and low dropout was nearly always tried with the good rate.
        Study([.. Enumerable.Range(0, 8).Select(i => (0.1, 1, 0.7 + (i * 0.001))), (0.1, 2, 0.5), (0.3, 2, 0.5), (0.5, 2, 0.5), (0.3, 2, 0.5)]),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        // Every pair equally often: means compare like with like.
        Study([.. from dropout in new[] { 0.1, 0.3 } from rate in new[] { 1, 2 } from repeat in Enumerable.Range(0, 4) select (dropout, rate, 0.6 + (dropout / 10) + (rate * 0.01))]),
        Study((0.1, 1, 0.7), (0.3, 2, 0.5)),
    ];

    [Fact]
    public void The_logged_dropout_owes_its_mean_to_others()
    {
        var found = Only(LoggedStudies.Read("phase6c_a100/hpo_2m_h1"));
        Assert.Contains("dropout = 0.1 has a mean of 0.7055 over 32 of 50 trials (next: 0.3, 0.6970 over 7)", found.Message, StringComparison.Ordinal);
        Assert.Contains("22 of these 32 also have learning_rate = 1e-05", found.Message, StringComparison.Ordinal);
        Assert.Contains("only 11 trials equal the best in all but dropout, with 2 of its 4 values", found.Message, StringComparison.Ordinal);
    }

    private static StudySubject Study(params (double Dropout, int Rate, double Value)[] trials) =>
        SomeSubjects.Study(ParameterSpace.Undeclared, [.. trials.Select((trial, i) => SomeSubjects.Trial(i, trial.Value, ("dropout", trial.Dropout), ("rate", trial.Rate)))]);
}
