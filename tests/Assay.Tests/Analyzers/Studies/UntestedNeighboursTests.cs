using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class UntestedNeighboursTests : AnalyzerConformance
{
    private static readonly ParameterSpace Space = SomeSubjects.Choices(("heads", [2, 4, 8]), ("width", [32, 64]));

    protected override IAnalyzer Analyzer { get; } = new UntestedNeighbours();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeSubjects.Study(Space, Trial(0, 0.7, 8, 64), Trial(1, 0.6, 8, 32), Trial(2, 0.6, 2, 32)),
        SomeSubjects.Study(new ParameterSpace([new Parameter("layers", new IntDistribution(1, 8))]), SomeSubjects.Trial(0, 0.7, ("layers", 4)), SomeSubjects.Trial(1, 0.6, ("layers", 5))),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeSubjects.Study(Space, Trial(0, 0.7, 8, 64), Trial(1, 0.6, 4, 64), Trial(2, 0.6, 2, 64), Trial(3, 0.6, 8, 32)),
        SomeSubjects.Study(new ParameterSpace([new Parameter("lr", new FloatDistribution(1e-5, 1e-2, IsLog: true))]), SomeSubjects.Trial(0, 0.7, ("lr", 1e-4))),
        SomeSubjects.Study(ParameterSpace.Undeclared, Trial(0, 0.7, 8, 64)),
    ];

    [Fact]
    public void The_logged_best_was_never_tried_with_two_or_four_heads() =>
        Assert.Contains("n_heads 2, 4", Only(LoggedStudies.Read("phase6c_a100/hpo_2m_h1")).Message, StringComparison.Ordinal);

    private static Assay.Tuning.Trial Trial(int number, double value, int heads, int width) => SomeSubjects.Trial(number, value, ("heads", heads), ("width", width));
}
