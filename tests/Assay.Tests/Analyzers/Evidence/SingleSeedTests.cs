using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class SingleSeedTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new SingleSeed();

    protected override IEnumerable<Subject> Bad => [Beside((0.1, 1), (0.2, 1), (0.3, 1))];

    protected override IEnumerable<Subject> Good =>
    [
        Beside((0.1, 1), (0.1, 2), (0.2, 1), (0.3, 1)),
        Beside((0.1, 1), (0.2, 1)),
        new EvidenceSubject(Place.OfFile("log.md")) { Runs = [SomeRuns.Result("a", ("auc", 0.7)), SomeRuns.Result("b", ("auc", 0.71)), SomeRuns.Result("c", ("auc", 0.72))] },
    ];

    [Fact]
    public void No_logged_configuration_was_run_twice()
    {
        var found = Assert.Single(Logged.Subjects(LoggedData.Find("financial/feature_embedding")).OfType<EvidenceSubject>().SelectMany(Look));
        Assert.Equal(10, found.Numbers["configurations"]);
    }

    private static EvidenceSubject Beside(params (double Dropout, int Seed)[] runs) => new(Place.OfFile("outputs"))
    {
        Runs = [.. runs.Select((run, i) => SomeRuns.Result($"r{i}", ("valid/auc", 0.7 + (i * 0.01))) with { Params = SomeRuns.Params(("dropout", run.Dropout), ("seed", run.Seed)) })],
    };
}
