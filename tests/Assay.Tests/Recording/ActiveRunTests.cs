using System.Diagnostics.Metrics;
using Assay.Recording;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Recording;

public sealed class ActiveRunTests : IAsyncLifetime
{
    // Tests flush by themselves.
    private static readonly StoreOptions Options = new() { FlushInterval = TimeSpan.FromHours(1) };

    private readonly TemporaryFolder _folder = new();
    private Store _store = null!;

    public async ValueTask InitializeAsync() => _store = await Store.OpenAsync(_folder.Path, Options);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Parameters_keep_their_types_and_nested_ones_their_places()
    {
        var parameters = new { lr = 1e-4, layers = 3, name = "wide", deep = new { dropout = 0.1, gates = new[] { 1, 2 } }, nothing = (string?)null, limit = double.NaN, none = new { } };
        await using var run = await _store.StartRunAsync("spy", parameters);
        run.Param("best", double.PositiveInfinity);
        await run.CompleteAsync();
        Assert.Equal(
            [
                new("best", "\"Infinity\""), new("deep.dropout", "0.1"), new("deep.gates", "[1,2]"), new("layers", "3"), new("limit", "\"NaN\""),
                new("lr", "0.0001"), new("name", "\"wide\""), new("none", "{}"), new Param("nothing", "null"),
            ],
            await _store.Records.GetParamsAsync(run.Id));
    }

    [Fact]
    public async Task A_dictionary_gives_parameters_and_a_bare_value_is_refused()
    {
        await using var run = await _store.StartRunAsync("spy", new Dictionary<string, object> { ["a b"] = true });
        await run.CompleteAsync();
        Assert.Equal(new Param("a b", "true"), Assert.Single(await _store.Records.GetParamsAsync(run.Id)));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.StartRunAsync("spy", 5));
    }

    [Fact]
    public async Task Nothing_that_eight_threads_log_is_lost()
    {
        const int Threads = 8;
        const int Each = 5_000;
        await using var store = await Store.OpenAsync(_folder.Path, Options with { FlushInterval = TimeSpan.FromMilliseconds(1) });
        await using var run = await store.StartRunAsync("spy");
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (var step = 0; step < Each; step++)
                run.Log($"loss/{thread % 2}", thread, step);
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        await run.CompleteAsync();
        Assert.Equal(0, run.Waiting);
        Assert.Equal([Threads / 2 * Each, Threads / 2 * Each], (await _store.Records.GetMetricsAsync(run.Id)).Select(metric => (int)metric.Count));
    }

    [Fact]
    public async Task An_exception_on_its_way_out_fails_the_run_with_its_line()
    {
        RunId id = default;
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await using var run = await _store.StartRunAsync("spy");
            id = run.Id;
            run.Log("loss", 1);
            throw new InvalidDataException("row 7 is torn");
        });
        var ended = (await _store.Records.GetRunAsync(id))!;
        Assert.Equal((RunStatus.Failed, "System.IO.InvalidDataException: row 7 is torn", "dotnet"), (ended.Status, ended.ErrorLine, ended.ErrorKind));
        Assert.Single(await _store.Records.GetMetricsAsync(id));
    }

    [Fact]
    public async Task An_exception_of_other_code_is_not_the_runs()
    {
        var run = await _store.StartRunAsync("spy");
        var other = new Thread(() => Assert.Throws<FormatException>(() => { _ = int.Parse("x", System.Globalization.CultureInfo.InvariantCulture); }));
        other.UnsafeStart();
        other.Join();
        await run.DisposeAsync();
        Assert.Null((await _store.Records.GetRunAsync(run.Id))!.ErrorLine);
    }

    [Fact]
    public async Task A_run_that_nobody_completed_failed_and_says_so()
    {
        var run = await _store.StartRunAsync("spy");
        await run.DisposeAsync();
        await run.DisposeAsync();
        Assert.Equal(RunStatus.Failed, (await _store.Records.GetRunAsync(run.Id))!.Status);
        Assert.Contains(await _store.Records.GetEventsAsync(run.Id), entry => entry.Why == "ended without CompleteAsync");
    }

    [Fact]
    public async Task A_param_written_twice_is_told_once_and_blocks_nothing()
    {
        await using var run = await _store.StartRunAsync("spy", new { lr = 1 });
        List<LogFailure> told = [];
        run.LoggingFailed += (_, failure) => told.Add(failure);
        run.Param("lr", 2);
        await Assert.ThrowsAsync<StoreException>(() => run.FlushAsync());
        Assert.Equal((0, 1L), (run.Waiting, Assert.Single(told).Refused));
        run.Param("lr", 3);
        run.Tag("host", "lab1");
        run.Log("loss", 1);
        await run.CompleteAsync();
        Assert.Contains("lr", told[^1].Message, StringComparison.Ordinal);
        Assert.Equal(2, told.Count);
        Assert.Equal(RunStatus.Completed, (await _store.Records.GetRunAsync(run.Id))!.Status);
        Assert.Equal("lab1", (await _store.Records.GetTagsAsync(run.Id))["host"]);
        Assert.Equal("1", Assert.Single(await _store.Records.GetParamsAsync(run.Id)).Json);
        Assert.Single(await _store.Records.GetMetricsAsync(run.Id));
    }

    [Fact]
    public async Task A_store_that_is_full_for_a_while_gets_the_values_later_and_in_order()
    {
        var (records, control) = UnreliableStore.Before(_store.Records);
        await using var run = await new Store(records, Options).StartRunAsync("spy");
        control.FailNext(2);
        run.Log("loss", 3, step: 0);
        run.Tag("host", "lab1");
        await Assert.ThrowsAsync<StoreException>(() => run.FlushAsync());
        run.Log("loss", 2, step: 0);
        await Assert.ThrowsAsync<StoreException>(() => run.CompleteAsync());
        Assert.Equal(3, run.Waiting);
        run.Log("loss", 1, step: 0);
        await run.CompleteAsync("at last");
        Assert.Equal([3, 2, 1], (await _store.Records.GetPointsAsync(run.Id, new MetricIdentity("loss"))).Select(point => point.Value.Number));
        Assert.Equal((RunStatus.Completed, "at last"), ((await _store.Records.GetRunAsync(run.Id))!.Status, (await _store.Records.GetRunAsync(run.Id))!.Result));
    }

    [Fact]
    public async Task A_store_that_stays_full_fails_the_disposal_and_only_that()
    {
        var (records, control) = UnreliableStore.Before(_store.Records);
        var run = await new Store(records, Options).StartRunAsync("spy");
        control.FailNext(int.MaxValue);
        run.Log("loss", 1);
        await Assert.ThrowsAsync<StoreException>(async () => await run.DisposeAsync());
        await run.DisposeAsync();
    }

    [Fact]
    public async Task Values_beyond_the_bound_are_refused_counted_and_told()
    {
        await using var run = await new Store(_store.Records, Options with { BufferLimit = 2 }).StartRunAsync("spy");
        List<LogFailure> told = [];
        run.LoggingFailed += (_, failure) => told.Add(failure);
        for (var step = 0; step < 5; step++)
            run.Log("loss", step, step);
        var error = await Assert.ThrowsAsync<StoreException>(() => run.FlushAsync());
        Assert.Contains("3 logged values were refused", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 values wait already", Assert.Single(told).Message, StringComparison.Ordinal);
        await run.FlushAsync();
        Assert.Equal([0, 1], (await _store.Records.GetPointsAsync(run.Id, new MetricIdentity("loss"))).Select(point => point.Step));
        await run.CompleteAsync();
    }

    [Fact]
    public async Task What_is_logged_after_the_end_is_told_and_not_kept()
    {
        var run = await _store.StartRunAsync("spy");
        List<LogFailure> told = [];
        run.LoggingFailed += (_, failure) => told.Add(failure);
        await run.CompleteAsync();
        run.Log("loss", 1);
        await run.DisposeAsync();
        Assert.Contains("the run has ended", Assert.Single(told).Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await _store.Records.GetRunAsync(run.Id))!.Status);
    }

    [Fact]
    public async Task A_meter_is_captured_until_the_run_ends()
    {
        using var meter = new Meter("Assay.Tests." + Guid.NewGuid());
        await using var run = await _store.StartRunAsync("spy");
        run.Capture(meter.Name);
        var counter = meter.CreateCounter<long>("rows");
        counter.Add(5);
        counter.Add(7);
        meter.CreateHistogram<double>("time").Record(0.5, new KeyValuePair<string, object?>("stage", "load"));
        await run.CompleteAsync();
        counter.Add(9);
        Assert.Equal([5, 7], (await _store.Records.GetPointsAsync(run.Id, new MetricIdentity("rows"))).OrderBy(point => point.Step).Select(point => point.Value.Number));
        Assert.Equal(["rows", "time/stage:load"], (await _store.Records.GetMetricsAsync(run.Id)).Select(metric => metric.Identity.Key));
    }

    [Fact]
    public async Task An_artifact_is_copied_with_its_digest()
    {
        await using var run = await _store.StartRunAsync("spy");
        await run.SaveArtifactAsync(_folder.Write("model.bin", "weights"), "models/best.bin");
        await run.CompleteAsync();
        var artifact = Assert.Single(await _store.Records.GetArtifactsAsync(run.Id));
        Assert.Equal(("models/best.bin", 7L, true), (artifact.Path, artifact.Size, artifact.Stored));
        Assert.Equal("weights", await File.ReadAllTextAsync(Path.Combine(_store.Records.Folder, "artifacts", run.Id.Value, "models", "best.bin")));
    }

    [Theory]
    [InlineData("../model.bin")]
    [InlineData("a/../../model.bin")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("/model.bin")]
    public async Task An_artifacts_name_stays_inside_the_runs_folder(string name)
    {
        await using var run = await _store.StartRunAsync("spy");
        var file = _folder.Write("model.bin", "weights");
        await Assert.ThrowsAsync<ArgumentException>(() => run.SaveArtifactAsync(file, name));
        await run.CompleteAsync();
        Assert.Empty(await _store.Records.GetArtifactsAsync(run.Id));
    }

    [Fact]
    public async Task Work_ends_as_it_went()
    {
        var done = await _store.RunAsync("spy", null, (_, _) => Task.FromResult<string?>("fine"));
        Assert.Equal("fine", (await _store.Records.GetRunAsync(done))!.Result);
        await Assert.ThrowsAsync<InvalidDataException>(() => _store.RunAsync("spy", null, (_, _) => throw new InvalidDataException("torn")));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.RunAsync(
            "spy", null, async (_, token) => { await stop.CancelAsync(); token.ThrowIfCancellationRequested(); return null; }, cancellationToken: stop.Token));
        var statuses = new List<RunStatus>();
        await foreach (var row in _store.SearchAsync("order by created"))
            statuses.Add(row.Run.Status);
        Assert.Equal([RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled], statuses.Order());
    }
}
