using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class OneActionTwiceTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new OneActionTwice();

    private static readonly LogEntry Check = new("Representation check", 30) { Phase = "Phase 1", Item = "1", Command = "HPO runs", Result = "No gain." };

    protected override IEnumerable<Subject> Bad => [Log(Check, Check with { Phase = "Phase 0", Item = null, Line = 44, Command = "HPO  runs" })];

    protected override IEnumerable<Subject> Good =>
    [
        Log(Check, Check with { Line = 44 }),
        Log(Check, Check with { Phase = "Phase 0", Result = "Gain." }),
        Log(Check with { Result = null }, Check with { Phase = "Phase 0", Result = null }),
    ];

    [Fact]
    public void The_representation_check_is_in_the_action_log_twice()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("000")).SelectMany(Look));
        Assert.Contains("2 times with the same command and result, under Phase 1, item 1", found.Message, StringComparison.Ordinal);
    }

    private static LogSubject Log(params LogEntry[] entries) => new(Place.OfFile("log.md"), "actions") { Entries = entries };
}
