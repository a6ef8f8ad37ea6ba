using Assay.Notebook;
using Assay.Planning;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Notebook;

/// <summary>Logs that write themselves, and that people write into.</summary>
public sealed class PlanLogsTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private readonly TestClock _clock = new();
    private SqliteRunStore _store = null!;
    private Plan _plan = null!;

    private string Folder => Path.GetDirectoryName(_folder.Path)!;

    public async ValueTask InitializeAsync()
    {
        _store = await _folder.OpenAsync(new Assay.Tracking.Sqlite.StoreOpenOptions { Create = true, Clock = _clock });
        await File.WriteAllTextAsync(Path.Combine(Folder, "assay.yaml"), """
            name: ovens
            description: Which heat bakes best
            defaults: { command: "bake ${heat}", stage: baking }
            metrics: { crumb: { direction: maximize } }
            top: { by: crumb }
            phases: [{ id: P0, title: Heat, goal: one heat for all, items: [H-P1] }]
            priorities:
              H-P1: { title: Coarse, ids: H-1..H-3, matrix: { heat: [200, 220, 240] } }
            logs:
              - { format: actions, path: logs/actions.md }
              - { format: context, path: logs/context.md }
              - { format: runs, path: logs/runs.md }
              - { format: tracker, path: logs/tracker.md }
              - { format: training, path: logs/training.md }
            """);
        _plan = PlanReader.Read(Path.Combine(Folder, "assay.yaml"), new PlanReaderOptions());
        await BakeAsync(0, 0.5);
        await BakeAsync(1, 0.75);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_log_is_written_once_and_again_when_something_changed()
    {
        Assert.Equal(5, (await UpdateAsync()).Written.Count);
        Assert.Empty((await UpdateAsync()).Written);
        Assert.Contains("0.75", Read("tracker"), StringComparison.Ordinal);
        await BakeAsync(2, 0.875);
        Assert.Equal(5, (await UpdateAsync()).Written.Count);
        foreach (var format in LogFormats.All)
            Assert.Contains("0.875", Read(format.Name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tracker", "## Next Steps\n\n", "7. Try steam\n", NoteKind.NextStep, "Try steam")]
    [InlineData("runs", "- Outcome: success\n", "- Notes:\n  - the door was open\n", NoteKind.Note, "the door was open")]
    [InlineData("actions", "- **Status:** completed\n", "- **Notes:** the door was open\n", NoteKind.Note, "the door was open")]
    [InlineData("training", "**Analysis**:\n", "- the door was open\n", NoteKind.Observation, "the door was open")]
    public async Task What_a_person_types_becomes_a_typed_note_and_stays_in_the_log(string format, string behind, string typed, NoteKind kind, string text)
    {
        await UpdateAsync();
        Type(format, behind, behind + typed);
        var report = await UpdateAsync();
        Assert.Equal(1, report.Taken);
        Assert.Empty(report.Conflicts);
        var note = Assert.Single(await _store.GetNotesAsync(new NoteFilter()));
        Assert.Equal((kind, text), (note.Kind, note.Text));
        Assert.Contains(text, Read(format), StringComparison.Ordinal);
        Assert.Empty((await UpdateAsync()).Written);
    }

    [Theory]
    [InlineData("tracker")]
    [InlineData("runs")]
    [InlineData("actions")]
    [InlineData("training")]
    public async Task A_note_that_is_reworded_in_the_log_is_reworded_in_the_store(string format)
    {
        var run = (await _store.SearchAsync(new RunSearch())).Items[0].Run;
        var target = format == "tracker" ? new NoteTarget("plan", "ovens") : NoteTarget.Run(run.Id);
        await _store.AddNoteAsync(new Note(0, format == "training" ? NoteKind.Observation : format == "tracker" ? NoteKind.Finding : NoteKind.Note, "crust is fine", target, "ann", Some.Time));
        await UpdateAsync();
        Type(format, "crust is fine", "crust is too dark");
        Assert.Empty((await UpdateAsync()).Conflicts);
        Assert.Equal("crust is too dark", Assert.Single(await _store.GetNotesAsync(new NoteFilter())).Text);
        Assert.Contains("crust is too dark", Read(format), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tracker", "0.75", "0.99")]
    [InlineData("runs", "`crumb` = `0.75`", "`crumb` = `0.99`")]
    [InlineData("training", "Best crumb: 0.75", "Best crumb: 0.99")]
    public async Task A_fact_that_is_typed_over_is_reported_kept_in_words_and_written_again(string format, string fact, string typed)
    {
        await UpdateAsync();
        Type(format, fact, typed);
        var report = await UpdateAsync();
        Assert.NotEmpty(report.Conflicts);
        Assert.Contains("0.99", report.Conflicts[0], StringComparison.Ordinal);
        Assert.Contains(fact, Read(format), StringComparison.Ordinal);
        Assert.Contains(await _store.GetNotesAsync(new NoteFilter()), note => note.Text.Contains("0.99", StringComparison.Ordinal));
        Assert.Empty((await UpdateAsync()).Conflicts);
    }

    [Fact]
    public async Task A_run_that_is_typed_into_the_log_becomes_a_run()
    {
        await UpdateAsync();
        await File.AppendAllTextAsync(PathOf("runs"), "\n### Run 77: Baked at the neighbour's\n- Outcome: failed\n- Failure point:\n  - no oven\n");
        Assert.Equal(1, (await UpdateAsync()).Taken);
        var run = Assert.Single((await _store.SearchAsync(new RunSearch { Plan = "ovens" })).Items, row => row.Run.Kind == RunKind.Action).Run;
        Assert.Equal((RunStatus.Failed, "Baked at the neighbour's", "no oven"), (run.Status, run.Title, run.ErrorLine));
        foreach (var format in (string[])["runs", "actions", "training"])
            Assert.Contains("Baked at the neighbour's", Read(format), StringComparison.Ordinal);
        Assert.Empty((await UpdateAsync()).Written);
    }

    [Fact]
    public async Task A_file_that_is_no_log_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf("tracker"))!);
        await File.WriteAllTextAsync(PathOf("tracker"), "Dear diary, nothing happened.\n");
        var refusal = await Assert.ThrowsAsync<AssayException>(() => UpdateAsync());
        Assert.Contains("left as it is", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Dear diary, nothing happened.\n", Read("tracker"));
    }

    [Fact]
    public async Task A_file_that_is_saved_while_it_is_regenerated_loses_nothing()
    {
        await UpdateAsync();
        await BakeAsync(2, 0.9);
        // The clock is asked for the day of the update, after the file was read.
        var saved = false;
        var clock = new TestClock();
        clock.Asked = () =>
        {
            if (saved)
                return;
            saved = true;
            Type("tracker", "## Next Steps\n\n", "## Next Steps\n\n9. Saved meanwhile\n");
        };
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "assay.yaml"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "one.yaml"), text[..text.IndexOf("logs:", StringComparison.Ordinal)] + "logs: [{ format: tracker, path: logs/tracker.md }]\n");
        await new PlanLogs(PlanReader.Read(Path.Combine(Folder, "one.yaml"), new PlanReaderOptions()), _store, "ann", clock).UpdateAsync(TimeSpan.Zero);
        await UpdateAsync();
        Assert.True(saved);
        Assert.Contains("Saved meanwhile", Read("tracker"), StringComparison.Ordinal);
        Assert.Contains(await _store.GetNotesAsync(new NoteFilter()), note => note.Text == "Saved meanwhile");
    }

    [Fact]
    public async Task A_log_another_process_is_writing_is_left_to_it()
    {
        using (LogBase.TryLock(_store.Folder, PathOf("tracker")))
            Assert.Equal(4, (await UpdateAsync()).Written.Count);
        Assert.Equal([PathOf("tracker")], (await UpdateAsync()).Written);
    }

    [Fact]
    public async Task A_keeper_has_the_files_current_when_it_is_disposed()
    {
        var messages = new List<string>();
        await using (var keeper = new LogKeeper(new PlanLogs(_plan, _store, "ann", _clock), messages.Add, TimeProvider.System))
        {
            for (var i = 0; i < 100; i++)
                keeper.Changed();
            await BakeAsync(2, 0.95);
            keeper.Changed();
        }

        Assert.Contains("0.95", Read("tracker"), StringComparison.Ordinal);
        Assert.Empty(messages);
    }

    private async Task BakeAsync(int experiment, double crumb)
    {
        var planned = _plan.Experiments[experiment];
        await _store.CreateRunsAsync([new RunDraft("ovens")
        {
            Kind = RunKind.Command,
            Status = RunStatus.Completed,
            Started = Some.Time.AddHours(experiment),
            Ended = Some.Time.AddHours(experiment).AddMinutes(5),
            Place = new PlanPlace("ovens") { Experiment = planned.Id, Priority = "H-P1", Phase = "P0" },
            Fingerprint = new Fingerprinter(_plan.Folder).Of(planned),
            Metrics = [new MetricSeries(new MetricIdentity("crumb") { Direction = Direction.Maximize }, [Some.Point(crumb)])],
        }]);
    }

    private Task<PlanLogsReport> UpdateAsync() => new PlanLogs(_plan, _store, "ann", _clock).UpdateAsync(TimeSpan.Zero);

    private string PathOf(string format) => Path.Combine(Folder, "logs", format + ".md");

    private string Read(string format) => File.ReadAllText(PathOf(format));

    private void Type(string format, string old, string now)
    {
        var text = Read(format);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(PathOf(format), text[..at] + now + text[(at + old.Length)..]);
    }
}
