using System.Diagnostics;
using System.Globalization;
using Assay.Foundation.Randomness;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Importance;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>Time that the importance of five mixed parameters takes, over 1,000 and 10,000 random trials.</summary>
internal static class ImportanceSpeed
{
    private static readonly int[] Sizes = [1000, 10_000];

    /// <summary>Prints the median of five calls after two that warm up.</summary>
    public static int Run()
    {
        foreach (var trials in Sizes)
        {
            var study = Some(trials);
            foreach (var method in Enum.GetValues<ImportanceMethod>())
            {
                var times = new List<double>();
                for (var call = 0; call < 7; call++)
                {
                    var clock = Stopwatch.StartNew();
                    StudyImportance.Of(study, method);
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }

                var counted = times.Skip(2).Order().ToArray();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{method,-12} {trials,6} trials: {counted[2]:F1} ms (from {counted[0]:F1} to {counted[^1]:F1}; the first {times[0]:F1})"));
            }
        }

        return 0;
    }

    private static Study Some(int trials)
    {
        var declared = new ParameterSpace([
            new("lr", new FloatDistribution(1e-5, 1e-1, IsLog: true)), new("dropout", new FloatDistribution(0, 0.6)), new("wd", new FloatDistribution(1e-6, 1e-2, IsLog: true)),
            new("layers", new IntDistribution(1, 10)), new("opt", new CategoricalDistribution([ParameterValue.Of("adam"), ParameterValue.Of("sgd"), ParameterValue.Of("rmsprop")]))]);
        var space = new SearchSpace(declared);
        return new Study("speed")
        {
            Direction = Direction.Minimize,
            Space = declared,
            Trials = [.. Enumerable.Range(0, trials).Select(number =>
            {
                var random = new RandomSequence(new Seed(1), number);
                var x = space.Draw(ref random);
                var loss = Math.Pow(Math.Log10(x[0]) + 3, 2) + Math.Pow(x[1] - 0.2, 2) + (0.1 * Math.Abs(x[3] - 4)) + (0.05 * x[4]) + (0.01 * Math.Pow(Math.Log10(x[2]) + 4, 2));
                return new Trial(number, TrialState.Completed) { Suggested = space.ToParams(x), Value = loss };
            })],
        };
    }
}
