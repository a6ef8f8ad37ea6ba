using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class IdentitiesDifferTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new IdentitiesDiffer();

    protected override IEnumerable<Subject> Bad =>
    [
        Beside(new MetricIdentity("accuracy") { Definition = "accuracy" }, new MetricIdentity("accuracy") { Definition = "accuracy/balanced" }),
        Beside(new MetricIdentity("auc") { Dataset = new string('1', 64) }, new MetricIdentity("auc") { Dataset = new string('2', 64) }),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Beside(new MetricIdentity("auc") { Dataset = "spy" }, new MetricIdentity("auc") { Dataset = "spy" }),
        // What nobody declared is unknown, not different.
        Beside(new MetricIdentity("auc") { Dataset = "spy" }, new MetricIdentity("auc")),
    ];

    private static EvidenceSubject Beside(params MetricIdentity[] identities) => new(Place.OfFile("losses"))
    {
        Runs = [.. identities.Select((identity, i) => new RunSubject(Place.OfFile($"run {i}")) { Metrics = [new MetricSummary(identity, 1, 0, 0.7, 0, 0.7, 0, 0.7, 0)] })],
    };

    [Fact]
    public void Six_classes_stand_beside_four_in_the_training_log()
    {
        var found = Logged.Subjects(Logged.Seed("004")).SelectMany(Look);
        Assert.Contains(found, observation => observation.Message.Contains("their num_classes differs (4: 1 run, 6: 1 run)", StringComparison.Ordinal));
    }
}
