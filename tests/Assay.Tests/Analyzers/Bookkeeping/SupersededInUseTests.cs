using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class SupersededInUseTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new SupersededInUse();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeRuns.Books(Old(), Named("after", run => run with { Conclusion = "as Run 13 showed, small k wins" })),
        new LogSubject(Place.OfFile("log.md"), "runs") { Entries = [new LogEntry("Ablations", 20) { Name = "Run 13", IsSuperseded = true, SupersededBy = "Run 14" }, new LogEntry("Slice", 40) { Name = "Run 15", Texts = ["uses Run 13"] }] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeRuns.Books(Old(), Named("after", run => run with { Conclusion = "as Run 130 showed" })),
        new LogSubject(Place.OfFile("log.md"), "runs") { Entries = [new LogEntry("Ablations", 20) { Name = "Run 13", IsSuperseded = true, SupersededBy = "Run 14" }, new LogEntry("Again", 30) { Name = "Run 14", Texts = ["corrects Run 13"] }] },
    ];

    [Fact]
    public void Run_13_is_superseded_and_nobody_uses_it()
    {
        var log = Logged.Subjects(Logged.Seed("002")).OfType<LogSubject>().Single();
        Assert.Contains(log.Entries, entry => entry is { Name: "Run 13", IsSuperseded: true });
        Assert.Empty(Look(log));
    }

    private static RunRow Old() => Named("Run 13", run => run with { SupersededWhy = "short training" });

    private static RunRow Named(string name, Func<Run, Run> with) => SomeRuns.Row(name) is var row ? row with { Run = with(row.Run with { Name = name, Place = null }) } : row;
}
