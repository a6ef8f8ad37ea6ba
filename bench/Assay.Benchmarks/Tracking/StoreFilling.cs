using System.Globalization;
using Assay.Foundation.Randomness;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Sqlite;

namespace Assay.Benchmarks.Tracking;

/// <summary>Makes a store of a given size for the measurements of whole processes.</summary>
internal static class StoreFilling
{
    private const int BatchSize = 200;

    /// <summary>Fills a new store with completed runs, each with 3 params and metrics <c>m0</c>, <c>m1</c>, … of uniform values.</summary>
    /// <param name="parent">The folder that gets a <c>.assay</c>.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="metrics">Metrics of each run.</param>
    public static async Task RunAsync(string parent, int runs, int metrics)
    {
        var seed = new Seed(7);
        await using var store = await SqliteRunStore.OpenAsync(Path.Combine(parent, ".assay"), new StoreOpenOptions { Create = true });
        foreach (var numbers in Enumerable.Range(0, runs).Chunk(BatchSize))
        {
            var made = await store.CreateRunsAsync([.. numbers.Select(Draft)]);
            var changes = made.Zip(numbers).SelectMany(pair => Enumerable.Range(0, metrics)
                .Select(m => (Change)new LogMetrics(pair.First.Id, new MetricIdentity("m" + m.ToString(CultureInfo.InvariantCulture)), [new MetricPoint(0, pair.First.Created, seed.Uniform((ulong)((pair.Second * metrics) + m)))]))
                .Append(new SetStatus(pair.First.Id, RunStatus.Completed, "bench")));
            await store.WriteAsync(new WriteBatch([.. changes]));
        }
    }

    private static RunDraft Draft(int number) => new("bench")
    {
        Status = RunStatus.Running,
        Name = "run-" + number.ToString(CultureInfo.InvariantCulture),
        Params = [new Param("lr", number % 2 == 0 ? "1e-5" : "0.001"), new Param("layers", (number % 7).ToString(CultureInfo.InvariantCulture)), new Param("loss", "\"bce\"")],
    };
}
