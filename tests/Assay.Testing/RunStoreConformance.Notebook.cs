using Assay.Tracking;
using Assay.Tracking.Changes;
using Xunit;

namespace Assay.Testing;

/// <content>What the notebook needs: drafts with values and notes, notes in bulk, logs, corrections.</content>
public abstract partial class RunStoreConformance
{
    [Fact]
    public async Task A_draft_brings_its_metrics_and_notes_along()
    {
        var store = await StoreAsync();
        var auc = new MetricIdentity("auc") { Direction = Direction.Maximize };
        var run = await store.CreateRunAsync(Some.Draft() with
        {
            Status = RunStatus.Completed,
            Metrics = [new MetricSeries(auc, [Some.Point(0.6, 1), Some.Point(0.7, 2), Some.Point(0.65, 3)])],
            Notes = [new Note(0, NoteKind.Insight, "later is not better", NoteTarget.Store, "ann", Some.Time) { Section = "Analysis", Line = 12 }],
        });
        var summary = Assert.Single(await store.GetMetricsAsync(run.Id));
        Assert.Equal((3, 0.65, 0.7, 2), (summary.Count, summary.Last.Number, summary.Best, summary.BestStep));
        var note = Assert.Single(await store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Run(run.Id) }));
        Assert.Equal((NoteKind.Insight, "later is not better", "Analysis", 12), (note.Kind, note.Text, note.Section, note.Line!.Value));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task Many_notes_go_in_at_once_and_keep_their_order()
    {
        var store = await StoreAsync();
        var target = new NoteTarget("plan", "loss");
        var added = await store.AddNotesAsync([.. Enumerable.Range(0, 5).Select(i => new Note(0, NoteKind.NextStep, $"step {i}", target, "ann", Some.Time))]);
        await store.AddNoteAsync(new Note(0, NoteKind.NextStep, "between", target, "ann", Some.Time) { Order = (added[1].Order + added[2].Order) / 2 });
        Assert.Equal(["step 0", "step 1", "between", "step 2", "step 3", "step 4"], (await store.GetNotesAsync(new NoteFilter { Target = target })).Select(note => note.Text));
        var moved = await store.EditNoteAsync(added[0].Id, new NotePatch { Section = "later" });
        Assert.Equal("later", moved.Section);
        Assert.Null((await store.EditNoteAsync(added[0].Id, new NotePatch { Section = "" })).Section);
    }

    [Fact]
    public async Task A_log_is_remembered_by_name_and_replaced_as_a_whole()
    {
        var store = await StoreAsync();
        await store.SaveLogAsync(new StoredLog("b", "runs", "/b.md", "{}", Some.Time));
        await store.SaveLogAsync(new StoredLog("a", "tracker", null, "{}", Some.Time));
        var replaced = new StoredLog("b", "actions", null, """{"title":"x"}""", Some.Time.AddHours(1));
        await store.SaveLogAsync(replaced);
        Assert.Equal([new StoredLog("a", "tracker", null, "{}", Some.Time), replaced], await store.GetLogsAsync());
    }

    [Fact]
    public async Task Details_come_with_a_search_when_asked_for()
    {
        var store = await StoreAsync();
        var details = new RunDetails { Command = "train", Log = new LogOrigin("Run 1", 7) { Dated = "2025-11~", Lines = new Dictionary<string, int> { ["params.lr"] = 9 } } };
        await store.CreateRunsAsync([Some.Draft() with { Details = details }, Some.Draft()]);
        var rows = (await store.SearchAsync(new RunSearch { Columns = RunColumns.None with { Details = true } })).Items;
        Assert.Equal(("train", "2025-11~", 9), (rows[1].Details!.Command, rows[1].Details!.Log!.Dated, rows[1].Details!.Log!.Lines!["params.lr"]));
        Assert.Equal(new RunDetails(), rows[0].Details);
        Assert.Null((await store.SearchAsync(new RunSearch())).Items[0].Details);
    }

    [Fact]
    public async Task What_a_person_typed_can_be_corrected_and_is_journaled()
    {
        var store = await StoreAsync();
        var loss = new MetricIdentity("loss") { Direction = Direction.Minimize };
        var run = await store.CreateRunAsync(Some.Draft() with
        {
            Kind = RunKind.Action,
            Status = RunStatus.Completed,
            Started = Some.Time,
            Ended = Some.Time,
            Params = [new Param("lr", "0.1"), new Param("wrong", "1")],
            Metrics = [new MetricSeries(loss, [Some.Point(0.1)]), new MetricSeries(new MetricIdentity("gone"), [Some.Point(1)])],
        });
        await store.WriteAsync(Batch(new CorrectRun(run.Id, "ann", "edited in log.md")
        {
            Status = RunStatus.Failed,
            Started = Some.Time.AddDays(-1),
            Experiment = "other",
            Params = [new Param("lr", "0.01"), new Param("wd", "0.5")],
            RemovedParams = ["wrong"],
            Metrics = [new MetricSeries(loss, [Some.Point(0.3, 1), Some.Point(0.2, 2)])],
            RemovedMetrics = ["gone"],
        }));
        var now = (await store.GetRunAsync(run.Id))!;
        Assert.Equal((RunStatus.Failed, Some.Time.AddDays(-1), Some.Time.AddDays(-1), "other"), (now.Status, now.Started, now.Ended, now.Experiment));
        Assert.Equal(["lr=0.01", "wd=0.5"], (await store.GetParamsAsync(run.Id)).Select(param => $"{param.Key}={param.Json}"));
        var summary = Assert.Single(await store.GetMetricsAsync(run.Id));
        Assert.Equal((2, 0.2, 0.2), (summary.Count, summary.Best, summary.Last.Number));
        Assert.Equal((RunStatus.Failed, "edited in log.md"), ((await store.GetEventsAsync(run.Id))[^1].To, (await store.GetEventsAsync(run.Id))[^1].Why));
        Assert.Empty(await store.CheckAsync());
    }

    [Theory]
    [InlineData(RunKind.Command)]
    [InlineData(RunKind.Program)]
    public async Task What_was_executed_is_not_corrected(RunKind kind)
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { Kind = kind, Status = RunStatus.Completed });
        var refusal = await Assert.ThrowsAsync<ChangeRefusedException>(() => store.WriteAsync(Batch(new CorrectRun(run.Id, "ann", "typo") { Status = RunStatus.Failed })));
        Assert.Contains("caveat", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await store.GetRunAsync(run.Id))!.Status);
    }
}
