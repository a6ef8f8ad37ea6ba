using Assay.Notebook;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Notebook;

/// <summary>Books in and out of a real store, whatever format they came from.</summary>
public sealed class LogImportTests : IAsyncLifetime
{
    private static readonly LogImportOptions Options = new("ann", "log.md") { Format = "runs", Clock = new TestClock() };
    private readonly StoreFolder _folder = new();
    private SqliteRunStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_book_comes_back_from_the_store_as_it_went_in()
    {
        var book = Book();
        var report = await LogImport.WriteAsync(_store, book, Options);
        Assert.Equal((3, 0, 0), (report.Added, report.Updated, report.Conflicts.Count));
        Assert.Equal(BookText.Of(book), BookText.Of(await StoreBook.ReadAsync(_store, "log")));
        Assert.Empty(await _store.CheckAsync());
    }

    [Fact]
    public async Task The_same_book_again_changes_nothing()
    {
        await LogImport.WriteAsync(_store, Book(), Options);
        Assert.True((await LogImport.WriteAsync(_store, Book(), Options)).ChangedNothing);
        Assert.True((await LogImport.WriteAsync(_store, Book(), Options with { Base = Book() })).ChangedNothing);
    }

    [Fact]
    public async Task A_log_that_says_no_outcome_makes_no_success()
    {
        await LogImport.WriteAsync(_store, Book(), Options);
        var run = Assert.Single(await _store.FindRunsAsync("Run 3", 10));
        Assert.Equal((RunStatus.Lost, RunKind.Action), (run.Status, run.Kind));
        Assert.Null((await StoreBook.ReadAsync(_store, "log")).Entries[2].Status);
    }

    [Fact]
    public async Task What_was_edited_goes_in_and_nothing_else()
    {
        var before = Book();
        await LogImport.WriteAsync(_store, before, Options);
        var untouched = (await _store.FindRunsAsync("Run 2", 1))[0];
        var first = before.Entries[0];
        var edited = before with
        {
            Entries =
            [
                first with
                {
                    Title = "Wide window",
                    Status = RunStatus.Failed,
                    Params = [new LogParam("lr", "0.02", 5)],
                    Metrics = [LogMetric.Of("auc", 0.73, 6)],
                    Notes = [first.Notes[0] with { Text = "stopped far too early" }, new LogNote(NoteKind.Insight, "width helps"), first.Notes[1]],
                },
                .. before.Entries.Skip(1),
                new LogEntry("Run 4") { Name = "Run 4", Status = RunStatus.Planned, Line = 40 },
            ],
        };
        var report = await LogImport.WriteAsync(_store, edited, Options with { Base = before });
        Assert.Equal((1, 1, 2, 1, 1, 0), (report.Added, report.Updated, report.Unchanged, report.NotesAdded, report.NotesChanged, report.Conflicts.Count));
        Assert.Equal(BookText.Of(edited), BookText.Of(await StoreBook.ReadAsync(_store, "log")));
        Assert.Equal(untouched, await _store.GetRunAsync(untouched.Id));
        Assert.True((await LogImport.WriteAsync(_store, edited, Options with { Base = edited })).ChangedNothing);
    }

    [Fact]
    public async Task What_changed_in_file_and_store_is_a_conflict_and_stays_as_the_store_says()
    {
        var before = Book();
        await LogImport.WriteAsync(_store, before, Options);
        var run = (await _store.FindRunsAsync("Run 1", 1))[0];
        await _store.WriteAsync(new WriteBatch([new PatchRun(run.Id, new RunPatch { Title = "Renamed here" })]));
        var note = (await _store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Run(run.Id) }))[0];
        await _store.EditNoteAsync(note.Id, new NotePatch { Text = "edited here" });
        var mine = before with
        {
            Entries = [before.Entries[0] with { Title = "Renamed there", Notes = [before.Entries[0].Notes[0] with { Text = "edited there" }, before.Entries[0].Notes[1]] }, .. before.Entries.Skip(1)],
        };
        var report = await LogImport.WriteAsync(_store, mine, Options with { Base = before });
        Assert.Equal(2, report.Conflicts.Count);
        Assert.Contains("Renamed there", report.Conflicts[0].What, StringComparison.Ordinal);
        Assert.Equal("Renamed here", (await _store.GetRunAsync(run.Id))!.Title);
        var texts = (await _store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Run(run.Id) })).Select(other => other.Text).ToArray();
        Assert.Contains("edited here", texts);
        Assert.Contains("edited there", texts);
    }

    [Fact]
    public async Task A_note_that_was_deleted_from_the_file_leaves_the_logs_but_not_the_store()
    {
        var before = Book();
        await LogImport.WriteAsync(_store, before, Options);
        var mine = before with { Notes = [] };
        Assert.Equal(1, (await LogImport.WriteAsync(_store, mine, Options with { Base = before })).NotesChanged);
        Assert.Empty((await StoreBook.ReadAsync(_store, "log")).Notes);
        Assert.Single(await _store.GetNotesAsync(new NoteFilter { State = NoteState.Removed }));
    }

    [Fact]
    public async Task Facts_of_an_executed_run_are_not_taken_from_a_file()
    {
        await _store.CreateRunsAsync(
        [
            Some.Draft("log") with
            {
                Kind = RunKind.Command, Status = RunStatus.Completed, Name = "real", Place = new PlanPlace("log"), Started = Some.Time, Ended = Some.Time,
                Metrics = [new MetricSeries(new MetricIdentity("auc"), [Some.Point(0.5)])],
            },
        ]);
        var before = await StoreBook.ReadAsync(_store, "log");
        var mine = before with { Entries = [before.Entries[0] with { Metrics = [LogMetric.Of("auc", 0.9)], Status = RunStatus.Failed, Result = "worth a second look" }] };
        var report = await LogImport.WriteAsync(_store, mine, Options with { Base = before, Stored = before });
        Assert.Equal(2, report.Conflicts.Count);
        var run = (await _store.FindRunsAsync("real", 1))[0];
        Assert.Equal((RunStatus.Completed, "worth a second look"), (run.Status, run.Result));
        Assert.Equal(0.5, (await _store.GetMetricsAsync(run.Id))[0].Last.Number);
    }

    [Fact]
    public async Task An_import_that_was_killed_goes_on_with_the_next()
    {
        var book = Book();
        await LogImport.WriteAsync(_store, book with { Entries = [book.Entries[0]], Notes = [] }, Options);
        var report = await LogImport.WriteAsync(_store, book, Options);
        // The first run gets its link to the second.
        Assert.Equal((2, 1, 0), (report.Added, report.Updated, report.Conflicts.Count));
        Assert.Equal(BookText.Of(book), BookText.Of(await StoreBook.ReadAsync(_store, "log")));
    }

    [Fact]
    public async Task Two_entries_of_one_title_and_date_are_two_runs()
    {
        LogEntry Same(string key) => new(key) { Title = "Sweep", Status = RunStatus.Completed };
        var book = new LogBook("log") { Entries = [Same("Sweep"), Same("Sweep #2")] };
        await LogImport.WriteAsync(_store, book, Options);
        Assert.Equal(["sweep", "sweep-2"], (await _store.SearchAsync(new RunSearch())).Items.Select(row => row.Run.Name).Order());
        Assert.Equal(BookText.Of(book), BookText.Of(await StoreBook.ReadAsync(_store, "log")));
    }

    private static LogBook Book() => new("log")
    {
        Title = "Window log",
        Description = "What was tried.",
        Updated = new LogDate(Some.Time, DatePrecision.Day),
        TopMetric = "auc",
        Phases = [new LogPhase("P0") { Title = "Window", Status = "open", Items = [new LogItem("1", "Widths")], Notes = [new LogNote(NoteKind.Note, "label quality is checked elsewhere")] }],
        Notes = [new LogNote(NoteKind.NextStep, "try three widths")],
        Entries =
        [
            new LogEntry("Run 1")
            {
                Name = "Run 1",
                Title = "Narrow window",
                Group = "Widths",
                Date = new LogDate(new DateTimeOffset(2025, 11, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Month, IsApproximate: true),
                Status = RunStatus.Completed,
                Phase = "P0",
                Item = "1",
                Stage = "training",
                Source = "tickets",
                Command = "LR=1 python train.py \\\n  --width 4",
                CommandKind = "pattern",
                Shell = "bash",
                Environment = [new("LR", "1")],
                Config = "conf.yaml",
                Inputs = ["a.csv", "b.csv"],
                Outputs = ["out/x"],
                Reason = "narrow first",
                Result = "auc 0.72",
                Conclusion = "too narrow",
                Caveat = "short",
                SupersededBy = "Run 2",
                SupersededWhy = "wrong loss",
                Commit = "535a2df",
                Branch = "main",
                Workstream = "ws1",
                Params = [new LogParam("lr", "0.01", 5), new LogParam("dims", "[4,64]", 6)],
                Metrics = [new LogMetric("valid/loss", [new LogPoint(27, 1.2), new LogPoint(50, 1.4)]) { Direction = Direction.Minimize, Line = 6 }, LogMetric.Of("auc", 0.72, 7)],
                Notes = [new LogNote(NoteKind.Issue, "stopped too early") { Section = "Issues" }, new LogNote(NoteKind.NextStep, "wider") { State = NoteState.Done }],
                Line = 3,
            },
            new LogEntry("Run 2") { Name = "Run 2", Status = RunStatus.Failed, Error = "out of memory", Line = 20 },
            new LogEntry("Run 3") { Name = "Run 3", Title = "Report", Line = 30 },
        ],
    };
}
