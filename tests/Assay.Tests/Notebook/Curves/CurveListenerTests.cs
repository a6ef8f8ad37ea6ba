using Assay.Notebook.Curves;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Notebook.Curves;

public sealed class CurveListenerTests
{
    [Fact]
    public async Task Best_and_latest_of_a_completed_run_are_said_by_split()
    {
        using var folder = new StoreFolder();
        await using var store = await folder.OpenAsync();
        var run = await CurvedAsync(store, RunStatus.Completed);
        Assert.Equal(
            ["train: loss best 0.200000 at 3, latest 0.200000", "valid: accuracy best 0.7000 at 2, latest 0.6000; loss best 0.400000 at 2, latest 0.500000"],
            await new CurveListener().RunEndedAsync(store, run, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_said_of_a_failed_run_or_of_one_without_curves()
    {
        using var folder = new StoreFolder();
        await using var store = await folder.OpenAsync();
        var failed = await CurvedAsync(store, RunStatus.Failed);
        var bare = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Completed });
        Assert.Empty(await new CurveListener().RunEndedAsync(store, failed, TestContext.Current.CancellationToken));
        Assert.Empty(await new CurveListener().RunEndedAsync(store, bare.Id, TestContext.Current.CancellationToken));
    }

    private static async Task<RunId> CurvedAsync(IRunStore store, RunStatus status)
    {
        var run = await store.CreateRunAsync(Some.Draft() with { Status = status });
        await store.WriteAsync(new WriteBatch([Curve("train/loss", 0.9, 0.5, 0.2), Curve("valid/loss", 0.8, 0.4, 0.5), Curve("valid/accuracy", 0.5, 0.7, 0.6)]));
        return run.Id;

        LogMetrics Curve(string key, params double[] values) => new(run.Id, new MetricIdentity(key), [.. values.Select((value, i) => Some.Point(value, i + 1))]);
    }
}
