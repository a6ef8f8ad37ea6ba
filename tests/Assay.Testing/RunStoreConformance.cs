using Assay.Tracking;
using Assay.Tracking.Changes;
using Xunit;

namespace Assay.Testing;

/// <summary>What every run store must do. A store's tests inherit this class and give it stores.</summary>
public abstract partial class RunStoreConformance : IAsyncDisposable
{
    private IRunStore? _store;

    /// <summary>The clock of the stores under test.</summary>
    protected TestClock Clock { get; } = new();

    public virtual async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_run_is_read_as_it_was_made()
    {
        var store = await StoreAsync();
        var draft = new RunDraft("spy")
        {
            Kind = RunKind.Program,
            User = "ann",
            Place = new PlanPlace("plan") { Phase = "P0", Item = "I1", Priority = "LF-P8", Experiment = "LF-55", Seed = 7, Attempt = 2 },
            Fingerprint = "abc",
            Parent = RunId.New(Clock),
            Facts = new RunPatch { Title = "Ünïcode 'quoted' \"title\"\nline", Stage = "training", Reason = "to see", Caveat = "" },
            Params = [new Param("lr", "1e-5"), new Param("model", "\"mlp\""), new Param("shape", "{\"a\":[1,2]}")],
            Tags = new Dictionary<string, string> { ["empty"] = "", ["role"] = "baseline" },
        };

        var made = await store.CreateRunAsync(draft);

        var expected = new Run
        {
            Id = made.Id,
            Name = "20260102_030405",
            Experiment = "spy",
            Kind = RunKind.Program,
            Created = Clock.GetUtcNow(),
            User = "ann",
            Place = draft.Place,
            Fingerprint = "abc",
            Parent = draft.Parent,
            Title = "Ünïcode 'quoted' \"title\"\nline",
            Stage = "training",
            Reason = "to see",
        };
        Assert.Equal(expected, made);
        Assert.Equal(expected, await store.GetRunAsync(made.Id));
        Assert.Equal(draft.Params, await store.GetParamsAsync(made.Id));
        Assert.Equal(draft.Tags, await store.GetTagsAsync(made.Id));
    }

    [Fact]
    public async Task Runs_of_one_second_get_names_of_their_own()
    {
        var store = await StoreAsync();
        await using var other = await OpenAsync();
        var names = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            names.AddRange((await store.CreateRunsAsync([Some.Draft(), Some.Draft()])).Select(r => r.Name));
            names.Add((await other.CreateRunAsync()).Name);
        }

        Assert.Equal(["20260102_030405", "20260102_030405_2", "20260102_030405_3"], names[..3]);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task An_idempotency_key_gives_the_run_that_has_it()
    {
        var store = await StoreAsync();
        var made = await store.CreateRunsAsync([Some.Draft() with { IdempotencyKey = "k" }, Some.Draft() with { IdempotencyKey = "k", User = "other" }, Some.Draft()]);
        Assert.Equal(made[0], made[1]);
        Assert.NotEqual(made[0].Id, made[2].Id);
        Assert.Equal(made[0], await store.CreateRunAsync(Some.Draft("elsewhere") with { IdempotencyKey = "k" }));
    }

    [Fact]
    public async Task An_id_is_given_once()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await Assert.ThrowsAnyAsync<StoreException>(() => store.CreateRunsAsync([Some.Draft() with { Id = run.Id }]));
    }

    [Fact]
    public async Task Runs_are_made_all_or_none()
    {
        var store = await StoreAsync();
        await Assert.ThrowsAnyAsync<StoreException>(() => store.CreateRunsAsync([Some.Draft(), Some.Draft() with { Params = [new Param("p", "not json")] }]));
        Assert.Empty((await store.SearchAsync(new RunSearch())).Items);
    }

    [Fact]
    public async Task A_param_is_written_once()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { Params = [new Param("lr", "1e-5")] });
        await store.WriteAsync(Batch(new SetParam(run.Id, new Param("lr", "1e-5"))));
        var refusal = await Assert.ThrowsAsync<ChangeRefusedException>(() => store.WriteAsync(Batch(new SetTag(run.Id, "before", "x"), new SetParam(run.Id, new Param("lr", "0.5")))));
        foreach (var part in new[] { run.Id.Value, "lr", "1e-5", "0.5" })
            Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.Equal([new Param("lr", "1e-5")], await store.GetParamsAsync(run.Id));
        Assert.Empty(await store.GetTagsAsync(run.Id));
    }

    [Fact]
    public async Task A_bad_batch_fails_alone()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { Params = [new Param("lr", "1")] });
        var writes = Enumerable.Range(0, 40).Select(i => store.WriteAsync(i % 4 == 3
            ? Batch(new SetTag(run.Id, $"t{i}", "x"), new SetParam(run.Id, new Param("lr", "2")))
            : Batch(new SetTag(run.Id, $"t{i}", "x")))).ToArray();
        for (var i = 0; i < writes.Length; i++)
        {
            if (i % 4 == 3)
                await Assert.ThrowsAnyAsync<StoreException>(() => writes[i]);
            else
                await writes[i];
        }

        Assert.Equal(30, (await store.GetTagsAsync(run.Id)).Count);
    }

    [Fact]
    public async Task Tags_are_changed_and_removed()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new SetTag(run.Id, "a", "1"), new SetTag(run.Id, "b", "2")));
        await store.WriteAsync(Batch(new SetTag(run.Id, "a", "3"), new SetTag(run.Id, "b", null), new SetTag(run.Id, "c", null)));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "3" }, await store.GetTagsAsync(run.Id));
    }

    [Fact]
    public async Task A_patch_changes_what_it_states()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { Facts = new RunPatch { Title = "t", Reason = "r", Caveat = "c" } });
        var other = RunId.New(Clock);
        await store.WriteAsync(Batch(new PatchRun(run.Id, new RunPatch
        {
            Name = "n",
            Caveat = "",
            Result = "res",
            Conclusion = "con",
            ErrorLine = "line",
            ErrorKind = "rust",
            Resolution = "fixed",
            ResolvedBy = other,
            SupersededBy = other,
            SupersededWhy = "wrong data",
            ExitCode = 3,
            Pattern = other,
            RerunOf = other,
            Source = "src",
            Place = new PlanPlace("p"),
        })));
        var expected = run with
        {
            Name = "n",
            Caveat = null,
            Result = "res",
            Conclusion = "con",
            ErrorLine = "line",
            ErrorKind = "rust",
            Resolution = "fixed",
            ResolvedBy = other,
            SupersededBy = other,
            SupersededWhy = "wrong data",
            ExitCode = 3,
            Pattern = other,
            RerunOf = other,
            Source = "src",
            Place = new PlanPlace("p"),
        };
        Assert.Equal(expected, await store.GetRunAsync(run.Id));
        await store.WriteAsync(Batch(new PatchRun(run.Id, new RunPatch { SupersededWhy = "" })));
        Assert.Equal(expected with { SupersededBy = null, SupersededWhy = null }, await store.GetRunAsync(run.Id));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new PatchRun(run.Id, new RunPatch { SupersededBy = other }))));
    }

    [Fact]
    public async Task Details_are_joined()
    {
        var store = await StoreAsync();
        var details = new RunDetails
        {
            Command = "train <x> && 'y'",
            Arguments = ["train", "--a", ""],
            Environment = new Dictionary<string, string> { ["A"] = "1" },
            Git = new GitState("c0ffee", "main", true) { DiffPath = "runs/x/diff.patch" },
            Host = new HostFacts("lab1", "Linux", 8, ["H200"]),
            PeakMemory = MetricValue.Undefined("not measured here"),
            CpuSeconds = double.NaN,
            Steps = [new StepOutcome("pytest", "pytest -q", 0, 1.5), new StepOutcome("cargo", "cargo test", null, null)],
        };
        var run = await store.CreateRunAsync(Some.Draft() with { Details = details });
        await store.WriteAsync(Batch(new PatchRun(run.Id, Details: new RunDetails { Signal = "SIGKILL", CpuSeconds = 12.5 })));
        var read = await store.GetDetailsAsync(run.Id);
        Assert.Equivalent(details with { Signal = "SIGKILL", CpuSeconds = 12.5 }, read, strict: true);
        Assert.Equal(MetricValue.Undefined("not measured here"), read.PeakMemory);
        Assert.Equal(new RunDetails(), await store.GetDetailsAsync(RunId.New(Clock)));
    }

    [Fact]
    public async Task A_run_in_the_bin_is_not_changed_or_found()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new SetDeleted(run.Id, true)));
        Assert.Equal(Some.Time, (await store.GetRunAsync(run.Id))!.Deleted);
        Assert.Empty(await store.FindRunsAsync(run.Id.Value, 10));
        await Assert.ThrowsAsync<RunNotFoundException>(() => store.WriteAsync(Batch(new SetTag(run.Id, "a", "1"))));
        await store.WriteAsync(Batch(new SetDeleted(run.Id, false), new SetTag(run.Id, "a", "1")));
        Assert.Null((await store.GetRunAsync(run.Id))!.Deleted);
    }

    [Fact]
    public async Task Changing_what_does_not_exist_is_an_error()
    {
        var store = await StoreAsync();
        Assert.Null(await store.GetRunAsync(RunId.New(Clock)));
        await Assert.ThrowsAsync<RunNotFoundException>(() => store.WriteAsync(Batch(new SetTag(RunId.New(Clock), "a", "1"))));
    }

    [Fact]
    public async Task A_run_answers_to_its_names()
    {
        var store = await StoreAsync();
        var runs = await store.CreateRunsAsync([Some.Draft() with { Name = "same" }, Some.Draft() with { Name = "same" }, Some.Draft() with { Place = new PlanPlace("p") { Experiment = "LF-55" } }]);
        var tail = runs[2].Id.Tail;
        var named = await store.CreateRunAsync(Some.Draft() with { Name = tail });
        Assert.Equal([runs[1].Id, runs[0].Id], (await store.FindRunsAsync("same", 10)).Select(r => r.Id));
        Assert.Equal([runs[1].Id], (await store.FindRunsAsync("same", 1)).Select(r => r.Id));
        Assert.Equal([runs[2].Id], (await store.FindRunsAsync("LF-55", 10)).Select(r => r.Id));
        Assert.Equal([runs[2].Id], (await store.FindRunsAsync(runs[2].Id.Value.ToUpperInvariant(), 10)).Select(r => r.Id));
        Assert.Equal([named.Id, runs[2].Id], (await store.FindRunsAsync(tail, 10)).Select(r => r.Id));
        Assert.Equal(4, (await store.FindRunsAsync(runs[0].Id.Value[..6], 10)).Count);
        Assert.Empty(await store.FindRunsAsync(tail[..3], 10));
        Assert.Empty(await store.FindRunsAsync("' or 1=1 --", 10));
    }

    /// <summary>An open, empty store; a second call opens the same store again, as another process would.</summary>
    protected abstract Task<IRunStore> OpenAsync();

    private async Task<IRunStore> StoreAsync() => _store ??= await OpenAsync();

    private static WriteBatch Batch(params Change[] changes) => new(changes);
}
