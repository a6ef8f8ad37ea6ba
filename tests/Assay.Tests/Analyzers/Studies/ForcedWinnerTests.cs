using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class ForcedWinnerTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ForcedWinner();

    protected override IEnumerable<Subject> Bad => [Study(0.9, new ReportedBest("best_params.json") { Value = 0.9 }), Study(0.9, null)];

    protected override IEnumerable<Subject> Good => [Study(0.5, null), Study(0.9, new ReportedBest("best_params.json") { Params = SomeSubjects.Values(("d", 8)) })];

    [Fact]
    public void The_logged_winner_was_forced()
    {
        var found = Only(LoggedStudies.Read("phase6c_a50/hpo_20m_1_a50"));
        Assert.Equal((5, 6), (found.Numbers["trial"], found.Numbers["forced"]));
        Assert.Contains("d_model 128, dropout 0.3, learning_rate 5e-05, n_heads 8, n_layers 6", found.Message, StringComparison.Ordinal);
        Assert.Empty(Look(LoggedStudies.Read("phase6c_a100/hpo_2m_1_a100")));
    }

    private static StudySubject Study(double forced, ReportedBest? reported)
    {
        var subject = SomeSubjects.Study(
            ParameterSpace.Undeclared,
            new Trial(0, TrialState.Completed) { Value = forced, Forced = SomeSubjects.Values(("d", 8)) },
            SomeSubjects.Trial(1, 0.7, ("d", 4)));
        return subject with { Study = subject.Study with { Reported = reported } };
    }
}
