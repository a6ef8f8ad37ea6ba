using System.Diagnostics;
using System.Globalization;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Queries;
using Assay.Tracking.Sqlite;

namespace Assay.Benchmarks.Tracking;

/// <summary>How much the SQLite store takes and gives, on a real disk with every commit flushed.</summary>
internal static class StoreThroughput
{
    private const int Threads = 8;

    /// <summary>Measures and prints.</summary>
    /// <param name="parent">The folder that the store is made in, and removed from.</param>
    /// <param name="only">The only part to measure; empty for all.</param>
    public static async Task RunAsync(string parent, string only)
    {
        var folder = Path.Combine(parent, "assay-bench-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        (string Part, Func<IRunStore, Task> Measure)[] parts =
        [
            ("points", PointsInBatchesAsync),
            ("grouped", store => SingleCommitsAsync(store, inFlight: 32, perThread: 8000)),
            ("single", store => SingleCommitsAsync(store, inFlight: 1, perThread: 1000)),
            ("runs", store => WholeRunsAsync(store, Threads)),
            ("runs", store => WholeRunsAsync(store, 8 * Threads)),
            ("drafts", ManyDraftsAsync),
            ("series", LongSeriesAsync),
            ("search", store => SearchAsync(store, folder)),
        ];
        Print("flush", $"{MeasureFlush(parent):0} µs", "a 4 KiB write and flush of the disk under the store");
        try
        {
            foreach (var (part, measure) in parts)
            {
                if (only.Length == 0 || string.Equals(part, only, StringComparison.Ordinal))
                    await WithStoreAsync(folder, measure);
            }
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        Print("peak memory", $"{Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20)} MiB", "of the whole benchmark");
    }

    private static async Task WithStoreAsync(string folder, Func<IRunStore, Task> measure)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        await using var store = await OpenAsync(folder);
        await measure(store);
    }

    private static Task<SqliteRunStore> OpenAsync(string folder) => SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { Create = true });

    private static async Task PointsInBatchesAsync(IRunStore store)
    {
        const int BatchSize = 1000, Batches = 1000;
        var run = await MakeRunAsync(store);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Batches; i++)
            await store.WriteAsync(new WriteBatch([new LogMetrics(run, new MetricIdentity("loss"), Points(BatchSize, i * BatchSize))]));
        Print("metric points, batches of 1,000", Rate(BatchSize * Batches, clock), "points/s, one batch after the other");
    }

    private static async Task SingleCommitsAsync(IRunStore store, int inFlight, int perThread)
    {
        var runs = await store.CreateRunsAsync([.. Enumerable.Range(0, Threads).Select(_ => new RunDraft("bench"))]);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(runs.Select(run => Task.Run(async () =>
        {
            var pending = new Queue<Task>();
            for (var step = 0; step < perThread; step++)
            {
                if (pending.Count == inFlight)
                    await pending.Dequeue();
                pending.Enqueue(store.WriteAsync(new WriteBatch([new LogMetrics(run.Id, new MetricIdentity("loss"), Points(1, step))])));
            }

            await Task.WhenAll(pending);
        })));
        Print($"single-metric commits, {Threads} threads, {inFlight} in flight each", Rate(Threads * perThread, clock), "commits/s");
    }

    private static async Task WholeRunsAsync(IRunStore store, int atOnce)
    {
        const int All = 8000;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < All / atOnce; i++)
            {
                var draft = new RunDraft("bench") { Status = RunStatus.Running, Params = [.. Enumerable.Range(0, 5).Select(p => new Param($"p{p}", "0.5"))] };
                var run = (await store.CreateRunsAsync([draft]))[0].Id;
                var changes = Enumerable.Range(0, 5).Select(m => new LogMetrics(run, new MetricIdentity($"m{m}"), Points(1, 0))).Append<Change>(new SetStatus(run, RunStatus.Completed, "bench"));
                await store.WriteAsync(new WriteBatch([.. changes]));
            }
        })));
        Print($"whole runs, {atOnce} at once", Rate(All, clock), "runs/s (create, 5 params, 5 metrics, finish; two commits each)");
    }

    private static async Task ManyDraftsAsync(IRunStore store)
    {
        var drafts = Enumerable.Range(0, 10_000).Select(i => new RunDraft("bench") { Params = [new Param("i", i.ToString(CultureInfo.InvariantCulture))] }).ToArray();
        var clock = Stopwatch.StartNew();
        await store.CreateRunsAsync(drafts);
        Print("10,000 planned runs in one call", Time(clock), "");
    }

    private static async Task LongSeriesAsync(IRunStore store)
    {
        var run = await MakeRunAsync(store);
        for (var i = 0; i < 10; i++)
            await store.WriteAsync(new WriteBatch([new LogMetrics(run, new MetricIdentity("loss"), Points(100_000, i * 100_000))]));
        for (var round = 0; round < 2; round++)
        {
            var clock = Stopwatch.StartNew();
            var points = await store.GetPointsAsync(run, new MetricIdentity("loss"));
            Print($"read a series of {points.Count:N0} points", Time(clock), round == 0 ? "first" : "again");
        }
    }

    private static async Task SearchAsync(IRunStore store, string folder)
    {
        const int Runs = 100_000, Chunk = 5_000;
        var clock = Stopwatch.StartNew();
        for (var first = 0; first < Runs; first += Chunk)
        {
            var made = await store.CreateRunsAsync([.. Enumerable.Range(first, Chunk).Select(i => new RunDraft("bench")
            {
                Status = RunStatus.Completed,
                Params = [new Param("lr", i % 3 == 0 ? "1e-5" : "1e-4"), new Param("size", i.ToString(CultureInfo.InvariantCulture))],
            })]);
            await store.WriteAsync(new WriteBatch([.. made.SelectMany((run, i) => Enumerable.Range(0, 3).Select(m =>
                new LogMetrics(run.Id, new MetricIdentity(m == 0 ? "auc" : $"m{m}"), [new MetricPoint(0, DateTimeOffset.UnixEpoch, ((first + i) * 7919 % Runs) / (double)Runs)])))]));
        }

        Print($"{Runs:N0} runs with 3 metrics and 2 params", Time(clock), "to make");
        await ListAsync(store);

        await using var again = await Timed("open the store again and list 50 runs", async () =>
        {
            var opened = await OpenAsync(folder);
            await opened.SearchAsync(new RunSearch { Limit = 50 });
            return opened;
        });
        await Timed("find a run by the last 8 digits", async () => await again.FindRunsAsync("deadbeef", 10));
    }

    private static async Task ListAsync(IRunStore store)
    {
        await Timed("list 10,000 runs with all columns", async () => await store.SearchAsync(new RunSearch { Limit = 10_000, Columns = RunColumns.All }));
        await Timed("count by status", async () => await store.CountAsync(new RunSearch()));
        string[] queries =
        [
            "metrics.auc > 0.7 order by metrics.auc desc",
            "metrics.auc > 0.7 and status = completed order by metrics.auc desc",
            "metrics.auc > 0.7 and params.lr = '1e-5' and status = completed order by metrics.auc desc",
            "metrics.auc < 0.00001 order by metrics.m1",
            "metrics.auc > 0.1 order by metrics.m1 desc",
            "status = completed order by duration",
            "params.size = 4711",
            "status = failed",
        ];
        foreach (var query in queries)
            await Timed("top 20: " + query, async () => await store.SearchAsync(new RunSearch { Query = RunQuery.Parse(query), Limit = 20, Experiment = "bench", Columns = RunColumns.All }));
    }

    private static async Task<T> Timed<T>(string what, Func<Task<T>> act)
    {
        var clock = Stopwatch.StartNew();
        var result = await act();
        Print(what, Time(clock), "");
        return result;
    }

    private static async Task<RunId> MakeRunAsync(IRunStore store) => (await store.CreateRunsAsync([new RunDraft("bench") { Status = RunStatus.Running }]))[0].Id;

    private static MetricPoint[] Points(int count, long firstStep)
    {
        var points = new MetricPoint[count];
        for (var i = 0; i < count; i++)
            points[i] = new MetricPoint(firstStep + i, DateTimeOffset.UnixEpoch.AddMicroseconds(firstStep + i), 1.0 / (1 + firstStep + i));
        return points;
    }

    private static double MeasureFlush(string folder)
    {
        const int Writes = 200;
        var path = Path.Combine(folder, "assay-bench-flush.tmp");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose);
        var block = new byte[4096];
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Writes; i++)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        return clock.Elapsed.TotalMicroseconds / Writes;
    }

    private static string Rate(long count, Stopwatch clock) => $"{count / clock.Elapsed.TotalSeconds:N0}";

    private static string Time(Stopwatch clock) => $"{clock.Elapsed.TotalMilliseconds:N1} ms";

    private static void Print(string what, string figure, string remark) => Console.WriteLine($"{what,-95} {figure,14}  {remark}");
}
