using System.Diagnostics;
using System.Globalization;
using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Benchmarks.Statistics;

/// <summary>Times of resampling and exact tests; bench/statistical.py puts them beside scipy's and scikit-learn's.</summary>
internal static class StatisticsSpeed
{
    private const int WarmUps = 5;

    private static readonly double[] X = Normal(1, 1000, 0);
    private static readonly double[] Z = Normal(2, 1000, 0.1);
    private static readonly bool[] Labels = [.. Uniform(3, 1000).Select(u => u < 0.2)];
    private static readonly double[] Scores = Uniform(4, 1000);
    private static readonly Resampling Draws = new(new Seed(1));

    private static readonly Dictionary<string, Action> Cases = new(StringComparer.Ordinal)
    {
        ["mean"] = () => Bootstrap.Mean(X, Draws).IntervalAt(),
        ["mean-percentile"] = () => Bootstrap.Mean(X, Draws, BootstrapMethod.Percentile).IntervalAt(),
        ["mean-one-thread"] = () => Bootstrap.Mean(X, Draws with { Threads = 1 }).IntervalAt(),
        ["paired-difference"] = () => Bootstrap.PairedMeanDifference(X, Z, Draws).IntervalAt(),
        ["auroc"] = () => Bootstrap.Auroc(Scores, Labels, Draws, BootstrapMethod.Percentile).IntervalAt(),
        ["mann-whitney"] = () => MannWhitney.Test(X.AsSpan(0, 100), Z.AsSpan(0, 100), distribution: NullDistribution.Exact),
        ["paired-permutation"] = () => Permutation.Paired(X, Z, Draws),
        ["permutation"] = () => Permutation.Independent(X, Z, Draws),
        ["power-law"] = PowerLaw,
    };

    /// <summary>Prints the median of several repetitions: all cases, or one.</summary>
    public static int Run(string[] arguments)
    {
        var repetitions = arguments is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 15;
        foreach (var (name, action) in Cases.Where(c => arguments is [] || c.Key == arguments[0]))
        {
            for (var index = 0; index < WarmUps; index++)
                action();
            var times = new List<double>();
            for (var index = 0; index < repetitions; index++)
            {
                var start = Stopwatch.GetTimestamp();
                action();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} median {times[times.Count / 2]:0.000} min {times[0]:0.000} ms"));
        }

        return 0;
    }

    private static void PowerLaw()
    {
        double[] budgets = [1e2, 3e2, 1e3, 3e3, 1e4, 3e4, 1e5, 3e5];
        var noise = Normal(5, 8, 0);
        CurvePoint[] points = [.. budgets.Select((n, i) => new CurvePoint(n, 0.12 + (2.5 * Math.Pow(n, -0.35)) + (0.004 * noise[i])))];
        LearningCurve.FitWithIntervals(points, CurveForm.PowerLaw, new(new Seed(1), 1000));
    }

    private static double[] Uniform(int seed, int count)
    {
        var stream = new Seed((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(index => stream.Uniform((ulong)index))];
    }

    private static double[] Normal(int seed, int count, double mean) => [.. Uniform(seed, count).Select(u => mean + Distributions.NormalQuantile(Math.Max(u, 1e-16)))];
}
