using System.Diagnostics;
using System.Globalization;
using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>Average time of one trial, asked and told, in memory, on five mixed parameters.</summary>
internal static class SamplerSpeed
{
    private static readonly int[] Sizes = [100, 300, 1000, 3000];

    /// <summary>Prints milliseconds a trial, the median of five runs after two that warm up.</summary>
    public static int Run(string[] arguments)
    {
        var most = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 3000;
        foreach (var trials in Sizes.Where(size => size <= most))
        {
            var times = Enumerable.Range(0, 7).Select(seed => Milliseconds(arguments[0], trials, seed)).Skip(2).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{arguments[0],-12} {trials,5} trials: {times[2] / trials:F4} ms a trial (from {times[0] / trials:F4} to {times[^1] / trials:F4})"));
        }

        return 0;
    }

    private static double Milliseconds(string sampler, int trials, int seed)
    {
        var space = new SearchSpace(new ParameterSpace([
            new("lr", new FloatDistribution(1e-5, 1e-1, IsLog: true)), new("dropout", new FloatDistribution(0, 0.6)), new("wd", new FloatDistribution(1e-6, 1e-2, IsLog: true)),
            new("layers", new IntDistribution(1, 10)), new("opt", new CategoricalDistribution([ParameterValue.Of("adam"), ParameterValue.Of("sgd"), ParameterValue.Of("rmsprop")]))]));
        var search = new Search(space, SamplerNames.Make(sampler), new Seed((ulong)seed)) { Trials = trials };
        var clock = Stopwatch.StartNew();
        for (var trial = 0; trial < trials; trial++)
        {
            var (number, proposal) = search.Ask()!.Value;
            var x = proposal.Point;
            search.Tell(number, Math.Pow(Math.Log10(x[0]) + 3, 2) + Math.Pow(x[1] - 0.2, 2) + (0.1 * Math.Abs(x[3] - 4)) + (0.05 * x[4]) + (0.01 * Math.Pow(Math.Log10(x[2]) + 4, 2)));
        }

        return clock.Elapsed.TotalMilliseconds;
    }
}
