using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Planning;
using Assay.Planning.Claims;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class ClaimsExcludeTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ClaimsExclude();

    private static readonly EvidenceSelection _small = new() { Written = "{priority: small}" };
    private static readonly EvidenceSelection _large = new() { Written = "{priority: large}" };

    protected override IEnumerable<Subject> Bad =>
    [
        Plan(SomeRuns.Claim("a", "{}") with { Treatment = _small, Control = _large }, SomeRuns.Claim("b", "{}") with { Treatment = _large, Control = _small }),
        Plan(SomeRuns.Claim("a", "{}") with { Contradicts = ["b"] }, SomeRuns.Claim("b", "{}")),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Plan(SomeRuns.Claim("a", "{}") with { Treatment = _small, Control = _large }, SomeRuns.Claim("b", "{}") with { Treatment = _small, Control = _large }),
        Plan(SomeRuns.Claim("a", "{}") with { Treatment = _small, Control = _large }),
    ];

    private static EvidenceSubject Plan(params PlanClaim[] claims) => new(Place.OfFile("assay.yaml")) { Claims = claims };
}
