using Assay.Tuning.Samplers;

namespace Assay.Tuning.MultiObjective;

/// <summary>
/// Puts trials of several objectives into one order, best first, for samplers that split trials into better and worse: by front, and within a front so that any first few of it
/// dominate much together.
/// </summary>
/// <remarks>Source: Ozaki, Tanigaki, Watanabe, Nomura and Onishi, "Multiobjective tree-structured Parzen estimator", JAIR 73 (2022), section 4.</remarks>
internal static class ScalarOrder
{
    // Samplers learn from the better tenth of the trials or so; behind this many the order within a front no longer matters.
    private const int MostChosen = 64;

    /// <summary>The same trials with one loss each: the place in the order, from 0; trials with equal losses share theirs. Trials that do not count keep no loss.</summary>
    /// <param name="trials">Trials by number.</param>
    public static IReadOnlyList<Observation> Of(IReadOnlyList<Observation> trials)
    {
        var counted = trials.Where(trial => trial.Counts).ToArray();
        var places = Places(counted);
        var next = 0;
        return [.. trials.Select(trial => trial.Counts ? trial with { Losses = [places[next++]] } : trial with { Losses = [] })];
    }

    private static double[] Places(Observation[] trials)
    {
        var ranks = NonDominatedSort.Ranks(trials);
        var places = new double[trials.Length];
        var before = 0;
        foreach (var front in Enumerable.Range(0, trials.Length).GroupBy(index => ranks[index]).OrderBy(group => group.Key))
        {
            var members = front.ToArray();
            var ordered = before < MostChosen ? Ordered(trials, members, Math.Min(members.Length, MostChosen - before)) : members;
            var place = new Dictionary<int, double>();
            for (var k = 0; k < ordered.Length; k++)
                place[ordered[k]] = before + k;
            foreach (var index in members)
                places[index] = place.TryGetValue(index, out var chosen) ? chosen : before + ordered.Length;
            before += members.Length;
        }

        return places;
    }

    private static int[] Ordered(Observation[] trials, int[] members, int count)
    {
        // Infeasible trials of one front violate alike.
        if (trials[members[0]].Violation > 0)
            return members;
        var points = Array.ConvertAll(members, index => trials[index].Losses);
        return Array.ConvertAll(HypervolumeSubset.Choose(points, Hypervolume.ReferenceOf(points), count), chosen => members[chosen]);
    }
}
