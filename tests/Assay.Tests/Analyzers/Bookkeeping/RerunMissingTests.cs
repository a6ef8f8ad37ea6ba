using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class RerunMissingTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new RerunMissing();

    private static readonly LogEntry Failed = new("Import check", 70) { Name = "Run 6", Command = "python train.py --help" };
    private static readonly LogStatement Plan = new("Fix the paths, then rerun Run 6.", "next step", 83);

    protected override IEnumerable<Subject> Bad => [Log(Plan, Failed, new LogEntry("Smoke", 90) { Name = "Run 8", Command = "python other.py" })];

    protected override IEnumerable<Subject> Good =>
    [
        Log(Plan, Failed, new LogEntry("Again", 90) { Name = "Run 8", Command = "python  train.py\n--help" }),
        Log(Plan, Failed, new LogEntry("Again", 90) { Name = "Run 8", Texts = ["repeats Run 6 after the fix"] }),
        Log(new LogStatement("Run 6 failed.", "note", 83), Failed),
    ];

    [Fact]
    public void Runs_six_and_seven_were_never_run_again()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("002")).SelectMany(Look));
        Assert.StartsWith("'Run 6' (line 66) and 'Run 7' (line 75) were to be run again", found.Message, StringComparison.Ordinal);
        Assert.Equal(83, found.Line);
    }

    private static LogSubject Log(LogStatement statement, params LogEntry[] entries) => new(Place.OfFile("log.md"), "runs") { Statements = [statement], Entries = entries };
}
