using Assay.Notebook;
using Assay.Notebook.Tracker;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Tracker;

public sealed class TrackerFormatTests : LogFormatConformance
{
    protected override ILogFormat Format { get; } = new TrackerFormat();

    protected override IEnumerable<LogBook> Books => [new LogBook("empty"), Small, TrackerBooks.Seeds, TrackerBooks.Odd];

    protected override IEnumerable<string> Texts => [TrackerTexts.Tidy, TrackerTexts.Untidy, TrackerTexts.Bare, TrackerTexts.Tidy.ReplaceLineEndings("\r\n")];

    // Words of statuses and headings are said in the format's own words; computed lines are computed again; percentages become fractions.
    protected override bool IsSaidOtherwise(string word) =>
        word is "done" or "Overview" or "Total" or "Remaining" or "finished" or "many" or "crisp" or "61.5" or "83.5" or "72" or "paused" or "Completed" or "G-09" or "after" or "completes" or "Rank" or "Crispness" or "0.02" or "0.7" or "ST-9..ST-10" or "250.5";

    private static LogBook Small => new("small")
    {
        Title = "Small",
        Updated = new LogDate(new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Day),
        Status = "all well",
        Priorities = [new LogPriority("A-P1") { Title = "First", Experiments = ["A-1", "A-2"], Command = "run `it` | tee" }],
        Entries = [.. new[] { "A-1", "A-2" }.Select(id => new LogEntry(id) { Name = id, Experiment = id, Priority = "A-P1", Status = RunStatus.Planned, Command = "run `it` | tee" })],
    };
}
