using System.Globalization;
using Assay.Benchmarks.Analyzers;
using Assay.Benchmarks.Evaluation;
using Assay.Benchmarks.Kernels;
using Assay.Benchmarks.Learning;
using Assay.Benchmarks.Notebook;
using Assay.Benchmarks.Statistics;
using Assay.Benchmarks.Studies;
using Assay.Benchmarks.Tracking;
using Assay.Benchmarks.Tuning;

// Each area prints its own table: dotnet run -c Release --project bench/Assay.Benchmarks -- store [folder [part]]
switch (args)
{
    case ["store", .. var rest]:
        await StoreThroughput.RunAsync(rest is [var place, ..] ? place : Path.GetTempPath(), rest is [_, var part] ? part : "");
        return 0;
    case ["fill", var folder, var runs, var metrics]:
        await StoreFilling.RunAsync(folder, int.Parse(runs, CultureInfo.InvariantCulture), int.Parse(metrics, CultureInfo.InvariantCulture));
        return 0;
    case ["notebook", .. var rest]:
        await NotebookSpeed.RunAsync(rest is [var disk, ..] ? disk : Path.GetTempPath());
        return 0;
    case ["lint-fill", var target, var count, var epochs]:
        await LintSpeed.FillAsync(target, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(epochs, CultureInfo.InvariantCulture));
        return 0;
    case ["lint", var source, .. var rest]:
        await LintSpeed.RunAsync(source, rest is [var times, ..] ? int.Parse(times, CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["log", var path, var format]:
        NotebookSpeed.WriteLog(path, format);
        return 0;
    case ["lanes"]:
        LaneSpeed.Run();
        return 0;
    case ["gemm", .. var rest]:
        GemmSpeed.Run(rest is [var threads, ..] ? int.Parse(threads, CultureInfo.InvariantCulture) : 1, rest is [_, var shape] ? shape : "");
        return 0;
    case ["step", .. var rest]:
        return StepSpeed.Run(rest);
    case ["memory", .. var rest]:
        return StepMemoryUse.Run(rest);
    case ["memory-of", var workload, var seconds]:
        return StepMemoryUse.MeasureHere(workload, double.Parse(seconds, CultureInfo.InvariantCulture));
    case ["statistics", .. var rest]:
        return StatisticsSpeed.Run(rest);
    case ["evaluation", var samples, var measurement, var parallelism]:
        return EvaluationSpeed.Run(samples, measurement, int.Parse(parallelism, CultureInfo.InvariantCulture));
    case ["studies", .. var rest]:
        await StudySpeed.RunAsync(rest is [var parent, ..] ? parent : Path.GetTempPath(), rest is [_, var trials] ? int.Parse(trials, CultureInfo.InvariantCulture) : 1000);
        return 0;
    case ["samplers", .. var rest] when rest.Length > 0:
        return SamplerQuality.Run(rest);
    case ["tuning-oracle", var which]:
        return ProblemOracle.Run(which == "held-out");
    case ["fronts", .. var rest] when rest.Length > 0:
        return FrontQuality.Run(rest);
    case ["importance"]:
        return ImportanceSpeed.Run();
    case ["sampler-speed", .. var rest] when rest.Length > 0:
        return SamplerSpeed.Run(rest);
    default:
        Console.Error.WriteLine("""
            Name what to measure:
              store [folder that the store is made in [part: points, grouped, single, runs, drafts, series, search]]
              fill <folder> <runs> <metrics>
              studies [folder [trials]]                     importance
              notebook [folder]                            log <file> <format>
              lanes                                        gemm [threads [part of a shape's name]]
              step [part of a workload's name [threads [seconds [profile]]]]
              memory [part of a workload's name [seconds [processes]]]
              statistics [case [repetitions]]
              evaluation <folder of p.bin and y.bin> <ranked|threshold|isotonic|platt|f1> <threads>
              samplers <sampler> [seeds [trials [recorded runs or - [part of a problem's name [held-out]]]]]
              sampler-speed <sampler> [most trials]          tuning-oracle <original|held-out>
              lint-fill <folder> <runs> <epochs>             lint <folder> [times]
            """);
        return 2;
}
