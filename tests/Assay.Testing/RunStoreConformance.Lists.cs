using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Queries;
using Xunit;

namespace Assay.Testing;

/// <content>Searches, files, datasets, spools, experiments, notes, work, plans and runners.</content>
public abstract partial class RunStoreConformance
{
    [Fact]
    public async Task Runs_come_newest_first_page_by_page_while_others_are_made()
    {
        var store = await StoreAsync();
        var made = (await store.CreateRunsAsync([.. Enumerable.Range(0, 7).Select(_ => Some.Draft())])).Select(r => r.Id).Reverse().ToArray();
        var read = new List<RunId>();
        string? after = null;
        do
        {
            var page = await store.SearchAsync(new RunSearch { Limit = 3, After = after });
            read.AddRange(page.Items.Select(r => r.Run.Id));
            after = page.Next;
            await store.CreateRunAsync();
        }
        while (after is not null);

        Assert.Equal(made, read);
    }

    [Fact]
    public async Task A_page_that_is_the_last_says_so()
    {
        var store = await StoreAsync();
        await store.CreateRunsAsync([Some.Draft(), Some.Draft()]);
        Assert.Null((await store.SearchAsync(new RunSearch { Limit = 2 })).Next);
        Assert.NotNull((await store.SearchAsync(new RunSearch { Limit = 1 })).Next);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("WzFd!")]
    public async Task A_wrong_page_token_is_named(string token)
    {
        var store = await StoreAsync();
        await Assert.ThrowsAsync<AssayException>(() => store.SearchAsync(new RunSearch { After = token }));
    }

    [Fact]
    public async Task A_search_looks_where_it_is_told()
    {
        var store = await StoreAsync();
        var runs = await store.CreateRunsAsync(
            [Some.Draft("a"), Some.Draft("b"), Some.Draft("b") with { Place = new PlanPlace("p"), Status = RunStatus.Running }, Some.Draft("b") with { Place = new PlanPlace("p") }]);
        await store.WriteAsync(Batch(new SetDeleted(runs[3].Id, true)));
        async Task<RunId[]> Ids(RunSearch search) => [.. (await store.SearchAsync(search)).Items.Select(r => r.Run.Id)];
        Assert.Equal([runs[2].Id, runs[1].Id], await Ids(new RunSearch { Experiment = "b" }));
        Assert.Equal([runs[2].Id], await Ids(new RunSearch { Plan = "p" }));
        Assert.Equal([runs[3].Id, runs[2].Id], await Ids(new RunSearch { Plan = "p", IncludeDeleted = true }));
        Assert.Empty(await Ids(new RunSearch { Experiment = "none" }));
        Assert.Equal(new Dictionary<RunStatus, long> { [RunStatus.Planned] = 2, [RunStatus.Running] = 1 }, await store.CountAsync(new RunSearch { Limit = 1 }));
        Assert.Equal(new Dictionary<RunStatus, long> { [RunStatus.Planned] = 1, [RunStatus.Running] = 1 }, await store.CountAsync(new RunSearch { Plan = "p", IncludeDeleted = true }));
    }

    [Theory]
    [InlineData("metrics.auc > 0.3 order by metrics.auc desc", "4 3 2")]
    [InlineData("metrics.auc < 0.35 or params.n = 4", "4 2 1 0")]
    [InlineData("metrics.auc is null", "6 5")]
    [InlineData("order by metrics.auc", "0 1 2 3 4 6 5")]
    [InlineData("order by metrics.auc desc, created limit 3", "4 3 2")]
    [InlineData("tags.parity = 'odd' and not status = running", "5 3 1")]
    [InlineData("params.n in (0, 6) order by params.n", "0 6")]
    [InlineData("name like 'run-_' and created > -1h", "6 5 4 3 2 1 0")]
    [InlineData("created < -1h", "")]
    public async Task A_query_finds_the_same_runs_at_once_and_page_by_page(string text, string expected)
    {
        var store = await StoreAsync();
        var runs = await store.CreateRunsAsync([.. Enumerable.Range(0, 7).Select(i => Some.Draft() with
        {
            Name = $"run-{i}", Params = [new Param("n", $"{i}")], Tags = new Dictionary<string, string> { ["parity"] = i % 2 == 0 ? "even" : "odd" },
        })]);
        for (var i = 0; i < 5; i++)
            await store.WriteAsync(Batch(new LogMetrics(runs[i].Id, Auc, [Some.Point(0.1 * (i + 1))])));
        await store.WriteAsync(Batch(new LogMetrics(runs[5].Id, Auc, [Some.Point(double.NaN)])));

        var search = new RunSearch { Query = RunQuery.Parse(text) };
        async Task<Page<RunRow>> PageAsync(RunSearch wanted) => await store.SearchAsync(wanted);
        var all = (await PageAsync(search)).Items.Select(r => r.Run.Name[4..]);
        Assert.Equal(expected, string.Join(' ', all));
        Assert.Equal(search.Query.Limit is null ? expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length : 7, (await store.CountAsync(search)).Values.Sum());

        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = await PageAsync(search with { Limit = 2, After = after });
            paged.AddRange(page.Items.Select(r => r.Run.Name[4..]));
            after = page.Next;
            Clock.Advance(Minute);
        }
        while (after is not null && paged.Count < expected.Split(' ').Length);

        Assert.Equal(expected, string.Join(' ', paged));
    }

    [Fact]
    public async Task A_page_token_of_another_query_is_refused()
    {
        var store = await StoreAsync();
        await store.CreateRunsAsync([Some.Draft(), Some.Draft()]);
        var page = await store.SearchAsync(new RunSearch { Limit = 1 });
        await Assert.ThrowsAsync<AssayException>(() => store.SearchAsync(new RunSearch { Query = RunQuery.Parse("order by name, created"), After = page.Next }));
    }

    [Fact]
    public async Task Pages_go_through_infinite_values()
    {
        var store = await StoreAsync();
        var runs = await store.CreateRunsAsync([.. Enumerable.Range(0, 4).Select(_ => Some.Draft())]);
        double[] values = [double.PositiveInfinity, double.NegativeInfinity, 1e300, double.PositiveInfinity];
        await store.WriteAsync(Batch([.. runs.Select((r, i) => new LogMetrics(r.Id, Auc, [Some.Point(values[i])]))]));
        var read = new List<RunId>();
        string? after = null;
        do
        {
            var page = await store.SearchAsync(new RunSearch { Query = RunQuery.Parse("order by metrics.auc desc"), Limit = 1, After = after });
            read.AddRange(page.Items.Select(r => r.Run.Id));
            after = page.Next;
        }
        while (after is not null && read.Count < 5);

        Assert.Equal([runs[3].Id, runs[0].Id, runs[2].Id, runs[1].Id], read);
    }

    [Fact]
    public async Task Only_the_columns_asked_for_come_along()
    {
        var store = await StoreAsync();
        var draft = Some.Draft() with { Params = [new Param("p1", "1"), new Param("p\"2", "2")], Tags = new Dictionary<string, string> { ["t1"] = "1", ["t2"] = "2" } };
        var runs = await store.CreateRunsAsync([draft, draft, Some.Draft()]);
        await store.WriteAsync(Batch(
            new LogMetrics(runs[0].Id, Auc with { Split = "valid" }, [Some.Point(0.5)]),
            new LogMetrics(runs[0].Id, Auc with { Split = "test" }, [Some.Point(0.4)]),
            new LogMetrics(runs[0].Id, new MetricIdentity("loss"), [Some.Point(1)])));

        var all = (await store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items;
        Assert.Equal([0, 0, 2], all.Select(r => r.Metrics.Count));
        Assert.Equal(["p\"2", "p1"], all[1].Params.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("test", all[2].Metrics["auc"].Identity.Split);

        var some = (await store.SearchAsync(new RunSearch { Columns = new RunColumns { Metrics = ["loss", "none"], Params = ["p\"2"], Tags = [] } })).Items;
        Assert.Equal(["loss"], some[2].Metrics.Keys);
        Assert.Equal(new Param("p\"2", "2"), Assert.Single(some[1].Params).Value);
        Assert.Empty(some[1].Tags);
        Assert.Empty((await store.SearchAsync(new RunSearch())).Items[2].Metrics);
    }

    [Fact]
    public async Task Files_and_datasets_are_kept()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(
            new AddArtifact(run.Id, new Artifact("b/model.bin", 10, "d1", true)),
            new AddArtifact(run.Id, new Artifact("a.txt", 1, "d2", false)),
            new AddArtifact(run.Id, new Artifact("b/model.bin", 11, "d3", false)),
            new UseDataset(run.Id, new Dataset("spy", "d", "train")),
            new UseDataset(run.Id, new Dataset("spy", "d", "train", 100, "spy.csv")),
            new UseDataset(run.Id, new Dataset("spy", "d"))));
        Assert.Equal([new Artifact("a.txt", 1, "d2", false), new Artifact("b/model.bin", 11, "d3", false)], await store.GetArtifactsAsync(run.Id));
        Assert.Equal([new Dataset("spy", "d", null, 100, "spy.csv"), new Dataset("spy", "d", "train", 100, "spy.csv")], await store.GetDatasetsAsync(run.Id));
    }

    [Fact]
    public async Task A_spool_is_consumed_once()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new AdvanceSpool(run.Id, "spool.jsonl", 0, 100, "h1"), new LogMetrics(run.Id, Auc, [Some.Point(1)])));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(1)]), new AdvanceSpool(run.Id, "spool.jsonl", 0, 100, "h1"))));
        await store.WriteAsync(Batch(new AdvanceSpool(run.Id, "spool.jsonl", 100, 150, "h2"), new AdvanceSpool(run.Id, "spool.jsonl.1", 0, 7, "h3")));
        Assert.Equal([new SpoolPosition("spool.jsonl", 150, "h2"), new SpoolPosition("spool.jsonl.1", 7, "h3")], await store.GetSpoolsAsync(run.Id));
        Assert.Single(await store.GetPointsAsync(run.Id, Auc));
    }

    [Fact]
    public async Task Experiments_count_their_runs()
    {
        var store = await StoreAsync();
        var runs = await store.CreateRunsAsync([Some.Draft("a"), Some.Draft("a"), Some.Draft("b")]);
        await store.WriteAsync(Batch(new SetDeleted(runs[0].Id, true)));
        var experiments = await store.GetExperimentsAsync();
        Assert.Equal([(0, "Default", 0), (1, "a", 1), (2, "b", 1)], experiments.Select(e => (e.Id, e.Name, e.Runs)));
    }

    [Fact]
    public async Task Notes_are_kept_in_order()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        var first = await store.AddNoteAsync(new Note(0, NoteKind.UserPriority, "first", NoteTarget.Store, "ann", Some.Time));
        var second = await store.AddNoteAsync(new Note(0, NoteKind.Insight, "second", NoteTarget.Store, "ann", Some.Time));
        await store.WriteAsync(Batch(new AddRunNote(run.Id, NoteKind.Issue, "of a run", "child")));
        Clock.Advance(Minute);
        var edited = await store.EditNoteAsync(second.Id, new NotePatch { Order = first.Order - 1, Text = "earlier", State = NoteState.Done, SettledBy = run.Id });
        Assert.Equal(second with { Order = first.Order - 1, Text = "earlier", State = NoteState.Done, SettledBy = run.Id, Changed = Some.Time + Minute }, edited);
        Assert.Equal([edited, first], await store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Store }));
        Assert.Equal([first], await store.GetNotesAsync(new NoteFilter { Kind = NoteKind.UserPriority }));
        Assert.Equal([edited], await store.GetNotesAsync(new NoteFilter { State = NoteState.Done }));
        Assert.Equal("of a run", Assert.Single(await store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Run(run.Id) })).Text);
        Assert.Equal(3, (await store.GetNotesAsync(new NoteFilter())).Count);
        await Assert.ThrowsAnyAsync<StoreException>(() => store.EditNoteAsync(999, new NotePatch { Text = "x" }));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.AddNoteAsync(first with { Id = 0, Text = "" }));
    }

    [Fact]
    public async Task Work_is_kept()
    {
        var store = await StoreAsync();
        await store.SaveWorkstreamAsync(new Workstream("ws1", "Losses") { Focus = "asymmetric", Status = "active" });
        await store.SaveWorkstreamAsync(new Workstream("ws1", "Losses 2") { Status = "paused" });
        await store.SaveWorkstreamAsync(new Workstream("ws0", "Data"));
        Assert.Equal([new Workstream("ws0", "Data"), new Workstream("ws1", "Losses 2") { Focus = "asymmetric", Status = "paused" }], await store.GetWorkstreamsAsync());
        var period = await store.SaveWorkPeriodAsync(new WorkPeriod(0, "ws1", Some.Time) { Author = "ann" });
        var earlier = await store.SaveWorkPeriodAsync(new WorkPeriod(0, "ws0", Some.Time - Minute));
        var ended = await store.SaveWorkPeriodAsync(period with
        {
            Ended = Some.Time + Minute,
            Summary = "done",
            Title = "first",
            Dated = "2025-11~",
            FilesModified = "",
            CommitTitle = "feat: x",
            Clean = "Working tree clean",
            Outputs = "a\n└── b",
        });
        Assert.Equal([earlier, ended], await store.GetWorkPeriodsAsync(null));
        Assert.Equal([ended], await store.GetWorkPeriodsAsync("ws1"));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.SaveWorkPeriodAsync(new WorkPeriod(0, "none", Some.Time)));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.SaveWorkPeriodAsync(period with { Id = 99 }));
    }

    [Fact]
    public async Task Plans_are_remembered()
    {
        var store = await StoreAsync();
        var plan = new PlanReference("losses", "/x/assay.yaml", "d", "name: losses\n", Some.Time);
        await store.SavePlanAsync(plan);
        await store.SavePlanAsync(plan with { Digest = "e" });
        Assert.Equal([plan with { Digest = "e" }], await store.GetPlansAsync());
    }

    [Fact]
    public async Task Runners_that_live_and_the_last_that_ended_are_listed()
    {
        var store = await StoreAsync();
        var alive = new RunnerRecord("a", Some.Owner(), "assay run", Some.Time - Minute) { Plan = "p", LogPath = "runs/x.log", StopRequested = true };
        await store.SaveRunnerAsync(alive);
        await store.SaveRunnerAsync(alive with { StopRequested = false });
        for (var i = 0; i < 25; i++)
            await store.SaveRunnerAsync(new RunnerRecord($"e{i:00}", Some.Owner(), "assay run", Some.Time) { Ended = Some.Time.AddSeconds(i) });
        var runners = await store.GetRunnersAsync();
        Assert.Equal(21, runners.Count);
        Assert.Equal(alive, runners[^1]);
        Assert.Equal("e05", runners[^2].Id);
    }

    [Fact]
    public async Task A_sound_store_has_no_problems()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(1), Some.Point(double.NaN, -1), Some.Point(1, -2)])));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_closed_store_refuses_and_has_kept_everything()
    {
        var store = await OpenAsync();
        var run = await store.CreateRunAsync();
        var last = store.WriteAsync(Batch(new SetTag(run.Id, "last", "word")));
        await store.DisposeAsync();
        await last;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.WriteAsync(Batch(new SetTag(run.Id, "late", "1"))));
        Assert.Equal(["last"], (await (await StoreAsync()).GetTagsAsync(run.Id)).Keys);
    }
}
