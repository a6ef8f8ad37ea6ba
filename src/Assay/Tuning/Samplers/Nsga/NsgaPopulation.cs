using Assay.Tuning.MultiObjective;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>The trials that breed.</summary>
/// <param name="Members">The trials; none before the first generation is complete.</param>
/// <param name="Ranks">Front of each.</param>
/// <param name="Crowding">Of two trials of one front the one with the larger value is preferred; infinite at a front's ends.</param>
/// <param name="Generation">Generations that are complete.</param>
internal sealed record NsgaPopulation(Observation[] Members, int[] Ranks, double[] Crowding, int Generation)
{
    /// <summary>Nobody yet.</summary>
    public static NsgaPopulation None { get; } = new([], [], [], 0);

    /// <summary>Sorts trials into fronts and measures how crowded each is within its front.</summary>
    public static NsgaPopulation Of(Observation[] members, int generation)
    {
        var ranks = NonDominatedSort.Ranks(members);
        var crowding = new double[members.Length];
        foreach (var front in Enumerable.Range(0, members.Length).GroupBy(index => ranks[index]))
        {
            var indices = front.ToArray();
            var distances = CrowdingDistance.Of(Array.ConvertAll(indices, index => members[index].Losses));
            for (var k = 0; k < indices.Length; k++)
                crowding[indices[k]] = distances[k];
        }

        return new NsgaPopulation(members, ranks, crowding, generation);
    }

    /// <summary>Whether a member is preferred to another as a parent.</summary>
    public bool IsPreferred(int index, int other) => Ranks[index] != Ranks[other] ? Ranks[index] < Ranks[other] : Crowding[index] > Crowding[other];
}
