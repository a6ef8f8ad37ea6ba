using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

/// <summary>A study in memory with several workers whose requests are kept, to be asked again.</summary>
internal static class Replay
{
    /// <summary>Runs a study; trials end in a scrambled order when there are several workers.</summary>
    /// <returns>Each request with what was proposed.</returns>
    public static List<(SamplingRequest Request, double[] Point)> Run(
        ISampler sampler, SearchSpace space, Func<int, double[], double[]> losses, int trials, int workers = 1, ulong seed = 1, int objectives = 1, int? planned = null)
    {
        var (asked, finished, running) = (new List<(SamplingRequest, double[])>(), new SortedList<int, Observation>(), new SortedList<int, double[]>());
        var random = new RandomSequence(new Seed(seed).For("order"));
        for (var number = 0; number < trials; number++)
        {
            if (running.Count == workers)
                Tell(running.Keys[random.Below(running.Count)]);
            var request = new SamplingRequest(space, number, new Seed(seed)) { Finished = [.. finished.Values], Running = [.. running.Values], Objectives = objectives, Trials = planned };
            var point = sampler.Propose(request)!.Point;
            asked.Add((request, point));
            running.Add(number, point);
        }

        return asked;

        void Tell(int number)
        {
            var values = losses(number, running[number]);
            finished.Add(number, new Observation(number, values.Length == 0 ? TrialState.Failed : TrialState.Completed, running[number], values));
            running.Remove(number);
        }
    }

    /// <summary>Asks a sampler that was just made each request again.</summary>
    public static void AssertSame(Func<ISampler> make, IEnumerable<(SamplingRequest Request, double[] Point)> asked)
    {
        foreach (var (request, point) in asked)
            Assert.Equal(point, make().Propose(request)!.Point);
    }

    /// <summary>Every proposal has the values, conditions and constraints of its space.</summary>
    public static void AssertValid(SearchSpace space, IEnumerable<double[]> points)
    {
        foreach (var point in points)
        {
            Assert.True(space.Satisfies(point), space.Broken(point));
            foreach (var dimension in space.Dimensions)
            {
                var value = point[dimension.Index];
                Assert.Equal(space.IsActive(dimension.Index, point), !double.IsNaN(value));
                if (!double.IsNaN(value))
                    Assert.True(dimension.Parameter.Distribution.Contains(dimension.ToParameter(value)), $"{dimension.Name} = {value}");
            }
        }
    }
}
