using Assay.Analyzers;
using Assay.Analyzers.Data;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Data;

public sealed class ParameterBudgetTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ParameterBudget();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeRuns.Result("AE-16", ("parameters/estimated", 226353), ("parameters/actual", 261497)),
        Study("2M", ("d_model", 96), ("n_layers", 2), ("d_ff_ratio", 4)),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeRuns.Result("AE-14", ("parameters/estimated", 865889), ("parameters/actual", 887273)),
        Study("250k", ("d_model", 96), ("n_layers", 2), ("d_ff_ratio", 4)),
        Study("2M", ("learning_rate", 0.1)),
    ];

    [Fact]
    public void The_blocks_of_the_best_are_counted()
    {
        // 2 * (4 + 8) * 96^2
        Assert.Contains("hold 221,184", Only(Bad.Last()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_million_study_searched_far_smaller_models()
    {
        var found = Logged.Subjects(LoggedData.Find("financial/phase6c_a100/hpo_2m_h1")).SelectMany(Look);
        Assert.Contains("those of the best (#19) hold 221,184", Assert.Single(found).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_logged_runs_one_has_a_sixth_more_parameters_than_it_was_taken_for()
    {
        var found = Logged.Subjects(LoggedData.Find("financial/feature_embedding")).SelectMany(Look);
        Assert.Contains("226,353 parameters and has 261,497 (+15.5%)", Assert.Single(found).Message, StringComparison.Ordinal);
    }

    private static StudySubject Study(string budget, params (string Name, object Value)[] parameters)
    {
        var subject = SomeSubjects.Study(ParameterSpace.Undeclared, SomeSubjects.Trial(0, 0.7, parameters));
        return subject with { Study = subject.Study with { Reported = new ReportedBest("best_params.json") { Fields = new Dictionary<string, string> { ["budget"] = budget } } } };
    }
}
