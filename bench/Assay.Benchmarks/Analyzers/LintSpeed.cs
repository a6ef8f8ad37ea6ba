using System.Diagnostics;
using System.Globalization;
using Assay.Analyzers;
using Assay.Foundation.Randomness;
using Assay.Linting;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Benchmarks.Analyzers;

/// <summary>Lint of a store of 10,000 runs, each with four curves, five params and a dataset's digest.</summary>
internal static class LintSpeed
{
    private const int Batch = 200;

    /// <summary>Makes the store.</summary>
    /// <param name="parent">The folder that gets a <c>.assay</c>.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="epochs">Points of each curve.</param>
    public static async Task FillAsync(string parent, int runs, int epochs)
    {
        var seed = new Seed(7);
        await using var store = await SqliteRunStore.OpenAsync(Path.Combine(parent, ".assay"), new StoreOpenOptions { Create = true });
        foreach (var numbers in Enumerable.Range(0, runs).Chunk(Batch))
            await store.CreateRunsAsync([.. numbers.Select(number => Draft(number, epochs, seed))]);
    }

    /// <summary>Measures gathering and looking, and prints.</summary>
    /// <param name="parent">The folder with the store.</param>
    /// <param name="repeats">How often.</param>
    public static async Task RunAsync(string parent, int repeats)
    {
        await using var store = await SqliteRunStore.OpenAsync(Path.Combine(parent, ".assay"), new StoreOpenOptions { ReadOnly = true });
        var engine = new LintEngine(AnalyzerCatalog.All);
        for (var i = 0; i < repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            var subjects = await StoreSubjects.GatherAsync(store, null, null, DateTimeOffset.UnixEpoch);
            var gathered = watch.ElapsedMilliseconds;
            var report = engine.Lint(subjects);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Subjects} subjects, {report.Findings.Count} findings: gathered in {gathered} ms, linted in {watch.ElapsedMilliseconds - gathered} ms, together {watch.ElapsedMilliseconds} ms"));
        }
    }

    private static RunDraft Draft(int number, int epochs, Seed seed)
    {
        var own = seed.For(number.ToString(CultureInfo.InvariantCulture));
        return new RunDraft("bench-" + (number % 20).ToString(CultureInfo.InvariantCulture))
        {
            Status = RunStatus.Completed,
            Params = [new Param("lr", number % 2 == 0 ? "1e-5" : "0.001"), new Param("layers", (number % 7).ToString(CultureInfo.InvariantCulture)), new Param("loss", "\"bce\""), new Param("dropout", "0.1"), new Param("class_counts", "[346,76]")],
            Metrics =
            [
                Series("train/loss", epoch => 0.3 + (1.0 / epoch)),
                Series("valid/loss", epoch => 0.4 + (1.0 / epoch)),
                Series("train/accuracy", epoch => 0.9 - (0.4 / epoch)),
                Series("valid/accuracy", epoch => 0.85 - (0.4 / epoch)),
            ],
        };

        MetricSeries Series(string key, Func<int, double> value) => new(
            new MetricIdentity(key),
            [.. Enumerable.Range(1, epochs).Select(epoch => new MetricPoint(epoch, DateTimeOffset.UnixEpoch, value(epoch) + (0.01 * own.Uniform((ulong)epoch))))]);
    }
}
