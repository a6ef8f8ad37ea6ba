using System.Globalization;
using Assay.Benchmarks.Analyzers;
using Assay.Benchmarks.Evaluation;
using Assay.Benchmarks.Kernels;
using Assay.Benchmarks.Learning;
using Assay.Benchmarks.Notebook;
using Assay.Benchmarks.Statistics;
using Assay.Benchmarks.Tracking;

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
    case ["lint-fill", var place, var count, var epochs]:
        await LintSpeed.FillAsync(place, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(epochs, CultureInfo.InvariantCulture));
        return 0;
    case ["lint", var place, .. var rest]:
        await LintSpeed.RunAsync(place, rest is [var times, ..] ? int.Parse(times, CultureInfo.InvariantCulture) : 5);
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
    case ["statistics", .. var rest]:
        return StatisticsSpeed.Run(rest);
    case ["evaluation", var samples, var measurement, var parallelism]:
        return EvaluationSpeed.Run(samples, measurement, int.Parse(parallelism, CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("Name what to measure: store [folder that the store is made in [part: points, grouped, single, runs, drafts, series, search]], fill <folder> <runs> <metrics>, notebook [folder], log <file> <format>, lint-fill <folder> <runs> <epochs>, lint <folder> [times], lanes, gemm [threads [part of a shape's name]], step [part of a workload's name [threads [seconds [profile]]]], statistics [case [repetitions]], or evaluation <folder of p.bin and y.bin> <ranked|threshold|isotonic|platt|f1> <threads>.");
        return 2;
}
