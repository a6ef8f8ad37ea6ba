using System.Diagnostics;
using System.Globalization;
using Assay.Learning;

namespace Assay.Benchmarks.Learning;

/// <summary>
/// Milliseconds of a training step, for the workloads of <see cref="StepWorkload.All"/>: min and median over a time budget, on the wall and as processor time of the
/// calling thread. With one thread the latter is what a loaded machine does not change; with more it comes close to the time on the wall of an idle one.
/// </summary>
/// <remarks>The same models in PyTorch: bench/reference/torch_steps.py; bench/training.py runs both in turn.</remarks>
internal static class StepSpeed
{
    private const int WarmUpSteps = 3;

    // Kernels are compiled in stages; what runs at least this long is compiled for good.
    private const double WarmUpSeconds = 1;

    /// <param name="arguments">Part of a workload's name; threads (default: one a core); seconds for each workload (default 8); the word profile for a breakdown by kernel, or a number of models that are trained at once, each on that many threads.</param>
    public static int Run(string[] arguments)
    {
        var name = arguments.Length > 0 ? arguments[0] : "";
        var threads = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 0;
        var seconds = arguments.Length > 2 ? double.Parse(arguments[2], CultureInfo.InvariantCulture) : 8;
        var profile = arguments.Contains("profile");
        foreach (var workload in StepWorkload.All.Where(workload => workload.Name.Contains(name, StringComparison.Ordinal)))
        {
            if (arguments.Length > 3 && int.TryParse(arguments[3], CultureInfo.InvariantCulture, out var models))
                MeasureTogether(workload, threads, seconds, models);
            else
                Measure(workload, threads, seconds, profile);
        }

        return 0;
    }

    // Milliseconds for a step of one of several models that train at once: one over the sum of what each makes in a millisecond.
    private static void MeasureTogether(StepWorkload workload, int threads, double seconds, int models)
    {
        var rates = new double[models];
        using var ready = new Barrier(models);
        var work = Enumerable.Range(0, models).Select(model => new Thread(() =>
        {
            using var engine = new Engine(new() { Seed = (ulong)model, Threads = threads });
            var step = workload.Build(engine);
            var start = Stopwatch.GetTimestamp();
            for (var index = 0; index < WarmUpSteps || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; index++)
                step();
            ready.SignalAndWait();
            start = Stopwatch.GetTimestamp();
            var steps = 0;
            for (; steps < 3 || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; steps++)
                step();
            rates[model] = steps / Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        })).ToList();
        work.ForEach(thread => thread.Start());
        work.ForEach(thread => thread.Join());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload.Name,-36} {models} models, {threads} threads each: {1 / rates.Sum(),8:0.000} ms a step"));
    }

    private static void Measure(StepWorkload workload, int threads, double seconds, bool profile)
    {
        var before = PeakMemory();
        using var engine = new Engine(new() { Seed = 1, Threads = threads });
        var step = workload.Build(engine);
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < WarmUpSteps || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; index++)
            step();

        engine.Profile = profile ? new KernelProfile(ProcessorClock.Nanoseconds) : null;
        var times = new List<double>();
        var caller = new List<double>();
        start = Stopwatch.GetTimestamp();
        do
        {
            var began = Stopwatch.GetTimestamp();
            var processor = ProcessorClock.Nanoseconds();
            step();
            caller.Add((ProcessorClock.Nanoseconds() - processor) / 1e6);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds || times.Count < 3);

        var (all, count) = (caller.Sum(), times.Count);
        times.Sort();
        caller.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{workload.Name,-36} {engine.Threads} threads  wall min {times[0],8:0.00} median {times[count / 2],8:0.00}  caller min {caller[0],8:0.00} median {caller[count / 2],8:0.00} ms  {workload.GigaFlops / caller[0] * 1000,6:0.0} GFLOP/s  {engine.PeakBytes / 1048576.0,6:0.0} MiB held, process +{PeakMemory() - before,4:0} MiB  n {count}"));
        if (engine.Profile is not { } kinds)
            return;
        foreach (var (kind, time, calls) in kinds.Kinds)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {kind,-28} {time / 1e6 / count,9:0.000} ms {time / 1e4 / all,5:0.0} %  {(double)calls / count,6:0.#} calls"));
        var rest = all - kinds.Kinds.Sum(kind => kind.Time / 1e6);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {"between kernels",-28} {rest / count,9:0.000} ms {100 * rest / all,5:0.0} %"));
    }

    private static double PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
