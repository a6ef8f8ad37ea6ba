using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class FaultTests
{
    private const int PagesOfSmallDisk = 120;

    [Fact]
    public async Task A_full_database_refuses_the_batch_and_stays_usable()
    {
        using var folder = new StoreFolder();
        await FillAsync(await folder.OpenAsync(new StoreOpenOptions { Create = true, MaximumPages = PagesOfSmallDisk }));
    }

    [Fact]
    public async Task A_full_disk_refuses_the_batch_and_stays_usable()
    {
        using var mount = SmallDisk.MountOrSkip("1m");
        // Without room for a single page even a small write is refused; the user frees some, as the message says.
        var spare = Path.Combine(mount.Path, "spare");
        await File.WriteAllBytesAsync(spare, new byte[64 << 10], TestContext.Current.CancellationToken);
        await FillAsync(await SqliteRunStore.OpenAsync(Path.Combine(mount.Path, ".assay"), new StoreOpenOptions { Create = true }), () => File.Delete(spare));
    }

    [Fact]
    public async Task What_fits_is_written_beside_what_does_not()
    {
        using var folder = new StoreFolder();
        await using var store = await folder.OpenAsync(new StoreOpenOptions { Create = true, MaximumPages = PagesOfSmallDisk });
        var run = await store.CreateRunAsync();
        var writes = Enumerable.Range(0, 9).Select(i => store.WriteAsync(new WriteBatch([Points(run.Id, i * 100_000, i == 4 ? 100_000 : 1)]))).ToArray();
        for (var i = 0; i < writes.Length; i++)
        {
            if (i == 4)
                Assert.Contains("disk is full", (await Assert.ThrowsAsync<StoreException>(() => writes[i])).Message, StringComparison.Ordinal);
            else
                await writes[i];
        }

        Assert.Equal(8, (await store.GetPointsAsync(run.Id, new MetricIdentity("loss"))).Count);
    }

    [Fact]
    public async Task A_read_only_file_system_is_read_and_not_written()
    {
        using var mount = SmallDisk.MountOrSkip("4m");
        var path = Path.Combine(mount.Path, ".assay");
        Run run;
        await using (var writer = await SqliteRunStore.OpenAsync(path, new StoreOpenOptions { Create = true }))
            run = await writer.CreateRunAsync();
        mount.Remount("ro");
        await using var store = await SqliteRunStore.OpenAsync(path);
        Assert.True(store.IsReadOnly);
        Assert.Equal(run, await store.GetRunAsync(run.Id));
        Assert.Single((await store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items);
        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.CreateRunAsync());
        Assert.Contains("does not permit writing", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreException>(() => SqliteRunStore.OpenAsync(Path.Combine(mount.Path, "other"), new StoreOpenOptions { Create = true }));
    }

    private static async Task FillAsync(SqliteRunStore opened, Action? free = null)
    {
        await using var store = opened;
        var run = await store.CreateRunAsync();
        var acknowledged = 0;
        StoreException? refusal = null;
        while (refusal is null && acknowledged < 1_000_000)
        {
            try
            {
                await store.WriteAsync(new WriteBatch([Points(run.Id, acknowledged, 1000)]));
                acknowledged += 1000;
            }
            catch (StoreException full)
            {
                refusal = full;
            }
        }

        Assert.Contains("disk is full", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(acknowledged, (await store.GetPointsAsync(run.Id, new MetricIdentity("loss"))).Count);
        Assert.Empty(await store.CheckAsync());
        free?.Invoke();
        await store.WriteAsync(new WriteBatch([Points(run.Id, acknowledged, 1)]));
        Assert.Equal(acknowledged + 1, Assert.Single(await store.GetMetricsAsync(run.Id)).Count);
    }

    private static LogMetrics Points(RunId run, int first, int count) =>
        new(run, new MetricIdentity("loss"), [.. Enumerable.Range(first, count).Select(i => Some.Point(1.0 / (1 + i), i))]);
}
