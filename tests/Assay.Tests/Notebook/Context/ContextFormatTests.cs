using Assay.Notebook;
using Assay.Notebook.Context;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Context;

public sealed class ContextFormatTests : LogFormatConformance
{
    // A step that is done has a tick.
    private static readonly string[] SaidOtherwise = ["done"];

    protected override ILogFormat Format { get; } = new ContextFormat();

    protected override IEnumerable<LogBook> Books => [Small, Full];

    protected override IEnumerable<string> Texts => [ContextLogs.Tidy, ContextLogs.Tidy.ReplaceLineEndings("\r\n"), ContextLogs.Untidy, .. ContextLogs.Garbage];

    internal static LogBook Small { get; } = new("oven") { Workstreams = [new LogWorkstream("ws1")] };

    internal static LogBook Full { get; } = new("oven")
    {
        Updated = Date("2025-03-04 18:20"),
        Entries =
        [
            new LogEntry("Sweep 2025-03-04")
            {
                Title = "Sweep",
                Date = Date("2025-03-04"),
                Stage = "analysis",
                Workstream = "north",
                Status = RunStatus.Completed,
                Params =
                [
                    new("heat", "215"), new("flour", "\"t65\""), new("name", "\"1, 2\""), new("mix", "[1, \"a\"]"), new("odd", "\"7\""), new("heat/tested", "[210, 2.15e2, \"hot\"]"),
                    new("heat=210/remark", "\"BEST (so far)\""),
                ],
                Metrics = [LogMetric.Of("valid/crumb", 0.1 + 0.2), LogMetric.Of("heat=210/mean_crumb", 0.75), LogMetric.Of("heat=210/trials", 12), LogMetric.Of("heat=2.15e2/mean_crumb", 1e-7)],
                Notes = [new(NoteKind.Finding, "Too dark.") { Section = "CRITICAL FINDING: Crust" }, new(NoteKind.Conclusion, "Less heat.") { Section = "CRITICAL FINDING: Crust" }],
            },
        ],
        Workstreams =
        [
            new LogWorkstream("north")
            {
                Name = "oven",
                Title = "North: oven",
                Focus = "heat",
                Status = "**done** - nearly",
                CurrentTask = "reading",
                TaskStatus = "half",
                Periods =
                [
                    new LogPeriod(Date("2025-03-04"))
                    {
                        Title = "Sweep",
                        HistoryTitle = "Sweep read",
                        History = [new(NoteKind.Note, "Baked."), new(NoteKind.Note, "Tasted.")],
                        Notes =
                        [
                            new(NoteKind.UserPriority, "Rye"), new(NoteKind.UserPriority, "Colder") { State = NoteState.Done }, new(NoteKind.Insight, "Stone."), new(NoteKind.Issue, "Smoke.") { Section = "Kitchen" },
                            new(NoteKind.Note, "by hand") { Section = "Files Modified" }, new(NoteKind.NextStep, "Bake:\n```bash\n# night\n./bake\n```"), new(NoteKind.NextStep, "Wait") { State = NoteState.Dropped },
                            new(NoteKind.Decision, "**Stone**: stays\n- for now"),
                        ],
                        FilesModified = [],
                        Branch = "main",
                        Commit = "77ab01c",
                        CommitTitle = "feat: stone",
                        Clean = "2 files changed",
                        Outputs = "out/\n└── a.json",
                        Entry = "Sweep 2025-03-04",
                    },
                    new LogPeriod(Date("2025-03-03")) { Title = "Before", FilesModified = ["a b.md", "c.md (new)"], CommitTitle = "no hash" },
                    new LogPeriod(Date("2025-02")) { History = [new(NoteKind.Decision, "Begin.")] },
                ],
                Notes = [new(NoteKind.Note, "Loose."), new(NoteKind.Observation, "Warm.") { Section = "Cellar" }, new(NoteKind.Note, "| a | b |\n| --- | --- |\n| 1 | 2 |") { Section = "Identity" }],
            },
            new LogWorkstream("ws2") { Title = "Glaze" },
        ],
        Notes = [new(NoteKind.Note, "About all."), new(NoteKind.NextStep, "Clean.") { Section = "Shop" }],
    };

    protected override bool IsSaidOtherwise(string word) => SaidOtherwise.Contains(word);

    private static LogDate Date(string text) => LogDate.TryParse(text, out var date) ? date : throw new ArgumentException(text, nameof(text));
}
