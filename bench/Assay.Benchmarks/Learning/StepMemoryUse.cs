using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Learning;

namespace Assay.Benchmarks.Learning;

/// <summary>
/// Peak resident memory of training steps beside the bytes that their shapes say, for the workloads of <see cref="StepWorkload.All"/>, each in a fresh process on two threads.
/// Linux only: it reads /proc/self/status.
/// </summary>
/// <remarks>
/// Baseline: the process after a small model of the same layers has been trained for <see cref="SmallSeconds"/> seconds and was let go, its memory given back, so that runtime, engine and the
/// machine code of a step are there (code that runs often is compiled a second time, which takes some MiB for a moment). Then the kernel's peak is reset, the model is made and
/// stepped, and the peak is read. PyTorch in the same manner: bench/reference/torch_memory.py.
/// </remarks>
internal static class StepMemoryUse
{
    private const int Threads = 2;
    private const double SmallSeconds = 3;
    private const double MebiByte = 1048576;

    /// <param name="arguments">Part of a workload's name; seconds of stepping for each (default 2); processes for each, of which the median is taken (default 3).</param>
    public static int Run(string[] arguments)
    {
        var name = arguments.Length > 0 ? arguments[0] : "";
        var seconds = arguments.Length > 1 ? arguments[1] : "2";
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 3;
        Console.WriteLine("MiB | weights, gradients, moments | kept | passing | together | held by the engine | ratio | process above baseline and data | ratio | above bare start");
        foreach (var workload in StepWorkload.All.Where(workload => workload.Name.Contains(name, StringComparison.Ordinal)))
        {
            var measured = Enumerable.Range(0, rounds).Select(_ => InFreshProcess(workload.Name, seconds)).OrderBy(values => values[1]).ElementAt(rounds / 2);
            var (held, growth, aboveStart) = (measured[0], measured[1], measured[2]);
            var shapes = workload.Memory;
            var all = shapes.Bytes / MebiByte;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{workload.Name} | {shapes.ParameterBytes / MebiByte:0.00} | {shapes.KeptBytes / MebiByte:0.00} | {shapes.PassingBytes / MebiByte:0.00} | {all:0.00} | {held:0.00} | {held / all:0.00} | {growth:0.00} | **{growth / all:0.00}** | {aboveStart:0.0}"));
        }

        return 0;
    }

    /// <summary>Measures one workload in this process, which must have done nothing else. Prints MiB: held by the engine, above baseline and data, above the bare start.</summary>
    public static int MeasureHere(string name, double seconds)
    {
        var start = Status("VmRSS");
        var workload = StepWorkload.All.Single(workload => workload.Name == name);
        using (var engine = new Engine(new() { Seed = 1, Threads = Threads }))
        {
            var step = workload.BuildSmall(engine);
            Repeat(step, SmallSeconds);
        }

        // Nothing that was freed may be at hand: the model would take it, and the peak would not show.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ = TrimNativeMemory(0);
        File.WriteAllText("/proc/self/clear_refs", "5");
        var baseline = Status("VmRSS");
        long held;
        using (var engine = new Engine(new() { Seed = 1, Threads = Threads }))
        {
            var step = workload.Build(engine);
            Repeat(step, seconds);
            held = engine.PeakBytes;
        }

        var peak = Status("VmHWM");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{held / MebiByte} {(peak - baseline - workload.Memory.DataBytes) / MebiByte} {(peak - start) / MebiByte}"));
        return 0;
    }

    private static double[] InFreshProcess(string name, string seconds)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(StepMemoryUse).Assembly.Location, "memory-of", name, seconds]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? [.. line.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The measurement of {name} ended with {child.ExitCode}.");
    }

    private static void Repeat(Action step, double seconds)
    {
        var began = Stopwatch.GetTimestamp();
        for (var count = 0; count < 3 || Stopwatch.GetElapsedTime(began).TotalSeconds < seconds; count++)
            step();
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int TrimNativeMemory(nuint keep);

    // Bytes of a line of /proc/self/status, which has kibibytes.
    private static long Status(string key)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(key + ":", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(key.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture);
    }
}
