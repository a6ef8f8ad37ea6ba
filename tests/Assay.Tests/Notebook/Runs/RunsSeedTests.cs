using Assay.Notebook;
using Assay.Notebook.Runs;
using Assay.Notebook.Text;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Runs;

public sealed class RunsSeedTests
{
    [Fact]
    public void A_real_log_gives_its_runs_outcomes_and_plans()
    {
        var book = Book();
        Assert.Equal(22, book.Entries.Count);
        Assert.Equal(17, book.Entries.Count(entry => entry.Status == RunStatus.Completed));
        Assert.Equal(4, book.Entries.Count(entry => entry.Status == RunStatus.Failed && entry.Caveat is null));
        var caveat = Assert.Single(book.Entries, entry => entry.Caveat is not null);
        Assert.Equal(("Run 13", "quality caveat", "Run 14"), (caveat.Key, caveat.Caveat, caveat.SupersededBy));
        Assert.NotNull(caveat.SupersededWhy);
        Assert.Equal("Run 22", Assert.Single(book.Entries, entry => entry.Status is null && entry.Command is null).Key);
        Assert.Equal(3, book.Notes.Count(note => note is { Kind: NoteKind.NextStep, State: NoteState.Open, Section: "after fixes" }));
        Assert.Equal(3, book.Notes.Count);
        Assert.All(book.Entries, entry => Assert.Equal(new LogDate(new DateTimeOffset(2026, 2, 12, 0, 0, 0, TimeSpan.Zero), DatePrecision.Day), entry.Date));
        Assert.Equal(4, book.Entries.Select(entry => entry.Group).Distinct().Count());
    }

    [Fact]
    public void A_real_log_gives_commands_environments_outputs_errors_and_the_commit()
    {
        var entries = Book().Entries.ToDictionary(entry => entry.Key);
        Assert.Equal([new("TMPDIR", "/tmp"), new("MPLCONFIGDIR", "/tmp/mpl"), new("KMP_DUPLICATE_LIB_OK", "TRUE")], entries["Run 10"].Environment);
        Assert.Equal([new("KMP_DUPLICATE_LIB_OK", "TRUE"), new("TMPDIR", "/tmp"), new("MPLCONFIGDIR", "/tmp/mpl")], entries["Run 19"].Environment);
        Assert.Equal(3, entries["Run 18"].Environment.Count);
        Assert.Empty(entries["Run 11"].Environment);
        Assert.Equal("bash", entries["Run 1"].Shell);
        Assert.Equal(6, entries["Run 1"].Command!.Split('\n').Length);
        Assert.Equal("description", entries["Run 7"].CommandKind);
        Assert.Contains("'d_model'", entries["Run 5"].Error, StringComparison.Ordinal);
        Assert.Equal("43 passed", entries["Run 3"].Result);
        Assert.Equal(4, entries["Run 12"].Outputs.Count);
        Assert.Equal("results/analysis/trained_vs_random_pwmcc.json (legacy-compatible refresh)", entries["Run 12"].Outputs[3]);
        Assert.Equal(["results/experiments/adaptive_l0_calibration/run_20260212T145416Z/ (Run directory)"], entries["Run 19"].Outputs);
        Assert.Equal(["HIGH_IMPACT_FOLLOWUPS_REPORT.md (Artifact)"], entries["Run 22"].Outputs);
        Assert.Equal(["results/experiments/phase4c_core_ablations/run_20260212T091700Z/* (Superseded outputs)"], entries["Run 13"].Outputs);
        Assert.Equal(6, entries.Values.Count(entry => entry.Commit == "535a2df"));
        Assert.Equal(6, Enumerable.Range(12, 6).Count(number => entries[$"Run {number}"].Commit == "535a2df"));
        Assert.Contains("`1.649e-04`", entries["Run 12"].Result, StringComparison.Ordinal);
        Assert.Contains("EV `0.68875`", entries["Run 20"].Result, StringComparison.Ordinal);
        Assert.Equal(2, entries["Run 20"].Notes.Count(note => note.Section!.StartsWith("Fair comparison", StringComparison.Ordinal)));
        Assert.Equal(["Sweep values", "Selected lambda"], entries["Run 21"].Notes.Select(note => note.Section));
        Assert.Equal("Scope", Assert.Single(entries["Run 22"].Notes).Section);
    }

    [Fact]
    public void A_real_log_that_was_written_reads_back_as_an_equal_book()
    {
        var book = Book();
        var format = new RunsFormat();
        var written = format.Write(book);
        Assert.Equal(BookText.Of(book), BookText.Of(format.Read(LogDocument.Parse(book.Name, written), new LogReport())));
        HarvestedLog.Verify(format, book);
    }

    private static LogBook Book()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        var document = LogDocument.Parse("002_experiment_log", File.ReadAllText(Path.Combine(RepositoryFolder.Shared!, "seeds", "002_experiment_log.md")));
        Assert.True(new RunsFormat().Recognize(document) > 0.5);
        return new RunsFormat().Read(document, new LogReport());
    }
}
