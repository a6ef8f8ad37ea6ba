using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class LastBesideBestTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new LastBesideBest();

    protected override IEnumerable<Subject> Bad => [Beside((0.36, 50, 50), (0.3923, 39, 54))];

    protected override IEnumerable<Subject> Good =>
    [
        Beside((0.36, 50, 50), (0.39, 54, 54)),
        Beside((0.36, 27, 50), (0.39, 39, 54)),
        Beside((0.36, 50, 50)),
    ];

    [Fact]
    public void The_baseline_of_the_training_log_is_its_last_epoch_and_the_reference_its_best()
    {
        var found = Logged.Subjects(Logged.Seed("004")).OfType<EvidenceSubject>().SelectMany(Look);
        Assert.Contains("0.36 at 50", Assert.Single(found, observation => observation.Message.StartsWith("'valid/accuracy'", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    private static EvidenceSubject Beside(params (double Value, long Step, int Epochs)[] runs) => new(Place.OfFile("log.md"))
    {
        Runs = [.. runs.Select((run, i) => new RunSubject(Place.OfFile($"r{i}")) { Metrics = [SomeRuns.Metric("valid/accuracy", run.Value, run.Step)], Params = SomeRuns.Params(("epochs", run.Epochs)) })],
    };
}
