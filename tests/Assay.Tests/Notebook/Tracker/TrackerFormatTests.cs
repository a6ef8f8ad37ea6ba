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

    /// <summary>Found by mixing lines (4441, 13451): the row of all seeds gave its settings to an entry that a table of results names without them.</summary>
    [Fact]
    public void An_experiment_that_has_results_of_its_own_beside_its_seeds_stays_as_it_was_read()
    {
        var book = ReadTwice(
            "# Bread\n\n## Run Status\n\n### Completed Priorities\n\n| Priority | Experiments | Status | Best Result | Type | Notes |\n|---|---|---|---|---|---|\n| B-P1 | B-2 (seeds 1, 2) | ✅ Complete | - | First | - |\n\n" +
            "## Top Results (by `taste`, higher is better)\n\n## Further Results\n\n| Exp ID | lr | `taste` |\n|---|---|---|\n| B-2-s1 | 0.1 | 0.5 |\n| B-2-s2 | 0.1 | 0.25 |\n\n| Exp ID | `taste` |\n|---|---|\n| B-2 | 0.4 |\n");
        Assert.Empty(Assert.Single(book.Entries, entry => entry.Key == "B-2").Params);
        Assert.Equal(0.4, Assert.Single(book.Entries, entry => entry.Key == "B-2").Metrics[0].Last.Value.Number);
        Assert.Empty(book.Notes);
    }

    /// <summary>Found by mixing lines (15564): a row that was cut behind its id made an entry of which nothing could be written.</summary>
    [Fact]
    public void A_row_of_results_without_a_value_is_kept_as_a_note()
    {
        var book = ReadTwice("# Bread\n\n## Further Results\n\n| Exp ID | lr | `taste` |\n|---|---|---|\n| X-9\n| X-1 | 0.1 | 0.5 |\n");
        Assert.Equal("X-1", Assert.Single(book.Entries).Key);
        Assert.Equal("Row: X-9", Assert.Single(book.Notes).Text);
    }

    private LogBook ReadTwice(string text)
    {
        var book = Read("log", text);
        Assert.Equal(BookText.Of(book), BookText.Of(Read("log", Format.Write(book))));
        return book;
    }

    private static LogBook Small => new("small")
    {
        Title = "Small",
        Updated = new LogDate(new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Day),
        Status = "all well",
        Priorities = [new LogPriority("A-P1") { Title = "First", Experiments = ["A-1", "A-2"], Command = "run `it` | tee" }],
        Entries = [.. new[] { "A-1", "A-2" }.Select(id => new LogEntry(id) { Name = id, Experiment = id, Priority = "A-P1", Status = RunStatus.Planned, Command = "run `it` | tee" })],
    };
}
