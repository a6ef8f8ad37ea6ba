using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Planning.Claims;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class PairsAsSamplesTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new PairsAsSamples();

    protected override IEnumerable<Subject> Bad =>
    [
        new EvidenceSubject(Place.OfFile("outputs")) { Runs = [SomeRuns.Result("phase4a", ("n_pairs", 10), ("n_seeds", 5), ("p_value", 0.0001649))] },
        Folds() with { Claims = [SomeRuns.Claim("c", "{}")] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new EvidenceSubject(Place.OfFile("outputs")) { Runs = [SomeRuns.Result("phase4a", ("n_pairs", 5), ("n_seeds", 5))] },
        Folds() with { Claims = [SomeRuns.Claim("c", "{}") with { Test = new ClaimTest { By = "fold" } }] },
        Folds() with { Claims = [SomeRuns.Claim("c", "{}") with { Test = new ClaimTest { Kind = ClaimTestKind.NadeauBengio } }] },
        Folds(),
    ];

    [Fact]
    public void The_ten_pairs_of_five_seeds_are_five_samples()
    {
        Assert.Equal(5, Only(Bad.First()).Numbers["independent"]);
    }

    private static EvidenceSubject Folds() => new(Place.OfFile("folds"))
    {
        Runs = [.. Enumerable.Range(0, 10).Select(i => SomeRuns.Result($"r{i}", ("test/auc", 0.7)) with { Params = SomeRuns.Params(("fold", i / 2), ("seed", i % 2)) })],
    };
}
