using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class StatedStatusDiffersTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new StatedStatusDiffers();

    protected override IEnumerable<Subject> Bad =>
    [
        Log([new LogItem("Phase 1", null, "Not started", 12)], new LogEntry("Representation check", 80) { Phase = "Phase 1", Item = "Item 1", Status = RunStatus.Completed }),
        Log([new LogItem("Phase 2", null, "Completed", 14)], new LogEntry("Sweep", 90) { Phase = "phase 2", Status = RunStatus.Failed }),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Log([new LogItem("Phase 1", null, "In progress", 12)], new LogEntry("Check", 80) { Phase = "Phase 1", Status = RunStatus.Completed }),
        Log([new LogItem("Phase 1", "Item 2", "Not started", 12)], new LogEntry("Check", 80) { Phase = "Phase 1", Item = "Item 1", Status = RunStatus.Completed }),
        Log([new LogItem("Phase 1", null, "Completed", 12)]),
    ];

    [Fact]
    public void The_line_of_the_map_is_named_and_the_entry_too()
    {
        var found = Only(Bad.First());
        Assert.Equal(12, found.Line);
        Assert.Contains("1 of its 1 entries is completed, e.g. 'Representation check' (line 80)", found.Message, StringComparison.Ordinal);
    }

    private static LogSubject Log(LogItem[] items, params LogEntry[] entries) => new(Place.OfFile("log.md"), "actions") { Items = items, Entries = entries };

    [Fact]
    public void Phase_1_of_the_action_log_was_started()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("000")).SelectMany(Look));
        Assert.StartsWith("'Phase 1' is said to be 'not started", found.Message, StringComparison.Ordinal);
    }
}
