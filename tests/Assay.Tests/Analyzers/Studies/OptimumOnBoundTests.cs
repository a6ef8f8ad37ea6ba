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
        Assert.Contains("lr = 1.078E-05 (2.2% above the lower bound 1E-05 of 1E-05 to 0.0003)", Only(Bad.First()).Message, StringComparison.Ordinal);

    private static StudySubject Rates(double best, double low, double high) =>
        SomeSubjects.Study(new ParameterSpace([new Parameter("lr", new FloatDistribution(low, high, IsLog: true))]), SomeSubjects.Trial(0, 0.70, ("lr", 5e-5)), SomeSubjects.Trial(1, 0.74, ("lr", best)));
}
