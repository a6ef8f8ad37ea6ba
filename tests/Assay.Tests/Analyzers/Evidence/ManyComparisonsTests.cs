using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Planning.Claims;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class ManyComparisonsTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ManyComparisons();

    protected override IEnumerable<Subject> Bad =>
    [
        Beside(0.70, 0.701, 0.703, 0.705, 0.706, 0.708, 0.712, 0.715, 0.72),
        new EvidenceSubject(Place.OfFile("plan")) { Claims = [.. new[] { "a", "b" }.Select(id => SomeRuns.Claim(id, "{}") with { Test = new ClaimTest { Correction = ClaimCorrection.None } })] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        // One is far ahead of what chance gives.
        Beside(0.70, 0.701, 0.703, 0.705, 0.706, 0.708, 0.712, 0.715, 0.82),
        Beside(0.70, 0.72),
        new EvidenceSubject(Place.OfFile("plan")) { Claims = [SomeRuns.Claim("a", "{}"), SomeRuns.Claim("b", "{}")] },
    ];

    [Fact]
    public void The_best_logged_run_is_where_the_best_of_ten_equal_ones_would_be()
    {
        var found = Assert.Single(Logged.Subjects(LoggedData.Find("financial/feature_embedding")).OfType<EvidenceSubject>().SelectMany(Look));
        Assert.Equal(0.035, found.Numbers["standard_error"], 0.002);
    }

    private static EvidenceSubject Beside(params double[] areas) => new(Place.OfFile("outputs"))
    {
        Runs = [.. areas.Select((area, i) => SomeRuns.Result($"r{i}", ("auc", area), ("precision", 0.5), ("recall", 0.1), ("n_samples", 422), ("class_balance", 76.0 / 422)))],
    };
}
