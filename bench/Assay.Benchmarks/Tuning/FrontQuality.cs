using System.Globalization;
using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.MultiObjective;
using Assay.Tuning.Samplers;

namespace Assay.Benchmarks.Tuning;

/// <summary>How good the Pareto fronts are that samplers find: the median hypervolume over seeds; larger is better.</summary>
internal static class FrontQuality
{
    /// <summary>Prints one line a problem.</summary>
    /// <param name="arguments">Sampler, seeds, trials.</param>
    public static int Run(string[] arguments)
    {
        var seeds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 10;
        var trials = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 250;
        foreach (var problem in FrontProblem.All)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var volumes = Enumerable.Range(0, seeds).Select(seed => Volume(arguments[0], problem, seed, trials)).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{problem.Name,-10} {arguments[0],-10} {trials} trials, {seeds} seeds: hypervolume {SamplerQuality.Median(volumes):F4} [{volumes[0]:F4}, {volumes[^1]:F4}], {clock.Elapsed.TotalMilliseconds / seeds / trials:F3} ms a trial"));
        }

        return 0;
    }

    private static double Volume(string sampler, FrontProblem problem, int seed, int trials)
    {
        var (search, finished) = (SamplerNames.Make(sampler), new List<Observation>());
        for (var number = 0; number < trials; number++)
        {
            var request = new SamplingRequest(problem.Space, number, new Seed((ulong)seed)) { Finished = finished, Objectives = problem.Reference.Length, Trials = trials };
            var point = search.Propose(request)!.Point;
            finished.Add(new Observation(number, TrialState.Completed, point, problem.Losses(point)) { Violation = Math.Max(0, problem.Violation(point)) });
        }

        return HypervolumeProgress.Of(finished, problem.Reference)[^1];
    }
}
