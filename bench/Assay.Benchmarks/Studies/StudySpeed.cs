using System.Diagnostics;
using System.Globalization;
using Assay.Studies;
using Assay.Tracking;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Studies;

/// <summary>What a durable trial costs: ask, five parameters, tell, without and with reports; and what it costs to read a study.</summary>
internal static class StudySpeed
{
    private static readonly ParameterSpace Space = new(
    [
        new Parameter("a", new FloatDistribution(0, 1)), new Parameter("b", new FloatDistribution(1e-5, 1e-1, IsLog: true)), new Parameter("c", new IntDistribution(1, 10)),
        new Parameter("d", new FloatDistribution(-1, 1)), new Parameter("e", new CategoricalDistribution([Assay.Tuning.ParameterValue.Of("x"), Assay.Tuning.ParameterValue.Of("y")])),
    ]);

    /// <summary>Measures.</summary>
    /// <param name="parent">Where the store is made.</param>
    /// <param name="trials">Trials of each kind.</param>
    public static async Task RunAsync(string parent, int trials)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "assay-study-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            await using var store = await Store.OpenAsync(folder);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"flush of one small file: {Flush(folder):F3} ms (median)"));
            await MeasureAsync(store, "declared, no reports", trials, 0, Space);
            await MeasureAsync(store, "declared, 10 reports", trials, 10, Space);
            await MeasureAsync(store, "by run, no reports", trials, 0, null);
            await MeasureAsync(store, "by run, 10 reports", trials, 10, null);
            var clock = Stopwatch.StartNew();
            await using var study = await store.OpenStudyAsync("declared, no reports", new StudySettings { Create = false });
            var read = await study.ReadAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"open and read {read.Trials.Count} trials, best {read.Best!.Value}: {clock.Elapsed.TotalMilliseconds:F1} ms"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Store store, string name, int trials, int reports, ParameterSpace? space)
    {
        const int Warmup = 30;
        await using var study = await store.OpenStudyAsync(name, Direction.Minimize, space: space, sampler: Sampler.Random(1), pruner: reports > 0 ? Pruner.Median : null);
        var times = new List<double>();
        for (var number = 0; number < trials + Warmup; number++)
        {
            var start = Stopwatch.GetTimestamp();
            var trial = (await study.AskAsync())!;
            var value = trial.Float("a", 0, 1) + trial.Float("b", 1e-5, 1e-1, log: true) + trial.Int("c", 1, 10) + trial.Float("d", -1, 1) + trial.Choice("e", "x", "y").Length;
            for (var step = 1; step <= reports; step++)
            {
                trial.Report(step, value / step);
                _ = trial.ShouldPrune();
            }

            await trial.CompleteAsync(value);
            await trial.DisposeAsync();
            if (number >= Warmup)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: mean {times.Average():F3} ms, median {times[times.Count / 2]:F3} ms, 95 % {times[(int)(times.Count * 0.95)]:F3} ms a trial, {times.Count} trials"));
    }

    // What the disk asks for one durable write; a trial has two.
    private static double Flush(string folder)
    {
        var times = new List<double>();
        using var file = new FileStream(Path.Combine(folder, "flush"), FileMode.Create);
        for (var i = 0; i < 100; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[50];
    }
}
