using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class RankedByPrecisionTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new RankedByPrecision();

    protected override IEnumerable<Subject> Bad => [Beside(("a", 0.857, 0.079), ("b", 0.6, 0.158), ("c", 0.5, 0.4))];

    protected override IEnumerable<Subject> Good =>
    [
        Beside(("a", 0.857, 0.6), ("b", 0.6, 0.158), ("c", 0.5, 0.4)),
        Beside(("a", 0.857, 0.079), ("b", 0.6, 0.158)),
        new EvidenceSubject(Place.OfFile("outputs")) { Runs = [.. new[] { 0.8, 0.6, 0.5 }.Select((precision, i) => SomeRuns.Result($"r{i}", ("precision", precision), ("recall", 0.1), ("n_positive_preds", 10)))] },
    ];

    [Fact]
    public void The_top_ten_of_the_tracker_does_not_say_of_how_many()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("003")).OfType<EvidenceSubject>().SelectMany(Look));
        Assert.Contains("to 0.857 (LF-40), and none says of how many predictions; the best has a recall of 0.079", found.Message, StringComparison.Ordinal);
    }

    private static EvidenceSubject Beside(params (string Name, double Precision, double Recall)[] runs) =>
        new(Place.OfFile("tracker.md")) { Runs = [.. runs.Select(run => SomeRuns.Result(run.Name, ("precision", run.Precision), ("recall", run.Recall)))] };
}
