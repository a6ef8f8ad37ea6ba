using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class OptimumOnBoundTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new OptimumOnBound();

    protected override IEnumerable<Subject> Bad =>
    [
        Rates(1.078e-5, 1e-5, 3e-4),
        // After the space was widened: near the new upper bound.
        Rates(0.0043, 1e-5, 5e-3),
        SomeSubjects.Study(SomeSubjects.Choices(("d_model", [32, 64, 96])), SomeSubjects.Trial(0, 0.7, ("d_model", 96)), SomeSubjects.Trial(1, 0.6, ("d_model", 64))),
        SomeSubjects.Study(new ParameterSpace([new Parameter("layers", new IntDistribution(2, 6))]), SomeSubjects.Trial(0, 0.7, ("layers", 2))),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Rates(1e-4, 1e-5, 3e-4),
        // With two choices, every trial is on a bound.
        SomeSubjects.Study(SomeSubjects.Choices(("ratio", [2, 4])), SomeSubjects.Trial(0, 0.7, ("ratio", 4))),
        // Nothing lies below no dropout.
        SomeSubjects.Study(SomeSubjects.Choices(("dropout", [0, 0.1, 0.2])), SomeSubjects.Trial(0, 0.7, ("dropout", 0))),
        // Names have no order.
        SomeSubjects.Study(SomeSubjects.Choices(("loss", ["ce", "focal", "auc"])), SomeSubjects.Trial(0, 0.7, ("loss", "auc"))),
        // The space is not known.
        SomeSubjects.Study(ParameterSpace.Undeclared, SomeSubjects.Trial(0, 0.7, ("lr", 1e-5))),
    ];

    [Fact]
    public void The_distance_to_the_bound_is_said_in_the_scale_of_the_search() =>
        Assert.Contains("lr = 1.078e-05 (2.2% above the lower bound of 1e-05 to 0.0003)", Only(Bad.First()).Message, StringComparison.Ordinal);

    [Fact]
    public void The_logged_study_of_two_million_parameters_is_at_the_edge_in_six_of_seven()
    {
        var found = Only(LoggedStudies.Read("phase6c_a100/hpo_2m_h1"));
        Assert.Equal((6, 7), (found.Numbers["on_bound"], found.Numbers["searched"]));
        Assert.Contains("learning_rate = 1e-05 (the smallest of 1e-05 to 0.0005)", found.Message, StringComparison.Ordinal);
    }

    private static StudySubject Rates(double best, double low, double high) =>
        SomeSubjects.Study(new ParameterSpace([new Parameter("lr", new FloatDistribution(low, high, IsLog: true))]), SomeSubjects.Trial(0, 0.70, ("lr", 5e-5)), SomeSubjects.Trial(1, 0.74, ("lr", best)));
}
