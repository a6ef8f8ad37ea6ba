using System.Globalization;
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
    default:
        Console.Error.WriteLine("Name what to measure: store [folder that the store is made in [part: points, grouped, single, runs, drafts, series, search]], or fill <folder> <runs> <metrics>.");
        return 2;
}
