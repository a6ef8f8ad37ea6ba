using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class CompletedWithoutResultsTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new CompletedWithoutResults();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeRuns.Books(SomeRuns.Row("LF-1")),
        Log(new LogEntry("Aggregation", 12) { Status = RunStatus.Completed, Result = "Aggregation command executed for all runs." }),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeRuns.Books(SomeRuns.Row("LF-1", ("auc", 0.7))),
        SomeRuns.Books(SomeRuns.Row("LF-1") with { Artifacts = null }),
        Log(new LogEntry("Tests", 12) { Status = RunStatus.Completed, Result = "43 passed" }, new LogEntry("Later", 14) { Status = RunStatus.Planned }),
    ];

    [Fact]
    public void Most_completed_actions_of_the_action_log_state_no_number()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("000")).SelectMany(Look));
        Assert.Equal(16, found.Numbers["completed"]);
        Assert.Equal(12, found.Numbers["empty"]);
    }

    private static LogSubject Log(params LogEntry[] entries) => new(Place.OfFile("log.md"), "actions") { Entries = entries };
}
