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

    private static readonly EvidenceSelection Small = new() { Written = "{priority: small}" };
    private static readonly EvidenceSelection Large = new() { Written = "{priority: large}" };

    protected override IEnumerable<Subject> Bad =>
    [
        Plan(SomeRuns.Claim("a", "{}") with { Treatment = Small, Control = Large }, SomeRuns.Claim("b", "{}") with { Treatment = Large, Control = Small }),
        Plan(SomeRuns.Claim("a", "{}") with { Contradicts = ["b"] }, SomeRuns.Claim("b", "{}")),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Plan(SomeRuns.Claim("a", "{}") with { Treatment = Small, Control = Large }, SomeRuns.Claim("b", "{}") with { Treatment = Small, Control = Large }),
        Plan(SomeRuns.Claim("a", "{}") with { Treatment = Small, Control = Large }),
    ];

    private static EvidenceSubject Plan(params PlanClaim[] claims) => new(Place.OfFile("assay.yaml")) { Claims = claims };
}
