using Assay.Foundation.Randomness;
using Assay.Tuning.MultiObjective;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>NSGA-III: like NSGA-II, but a front that does not fit is thinned so that the survivors spread over even reference directions, which still works with many objectives.</summary>
/// <remarks>Source: Deb and Jain, IEEE TEC 18 (2014) 577; constraints as in Jain and Deb, IEEE TEC 18 (2014) 602.</remarks>
/// <param name="options">How to search; null for the defaults.</param>
public sealed class NsgaIIISampler(NsgaOptions? options = null) : ISampler
{
    private readonly NsgaSearch _search = new("nsga3", options ?? new(), Survive);

    /// <inheritdoc/>
    public string Name => "nsga3";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _search.Propose(request);
    }

    private static Observation[] Survive(Observation[] candidates, int size, ref RandomSequence random)
    {
        var ranks = NonDominatedSort.Ranks(candidates);
        var survivors = new List<Observation>();
        foreach (var group in Enumerable.Range(0, candidates.Length).GroupBy(index => ranks[index]).OrderBy(group => group.Key))
        {
            var front = group.Select(index => candidates[index]).ToArray();
            if (survivors.Count + front.Length > size)
            {
                var directions = ReferenceDirections.For(front[0].Losses.Length, size);
                var picked = Niching.Choose([.. survivors.Select(trial => trial.Losses)], [.. front.Select(trial => trial.Losses)], size - survivors.Count, directions, ref random);
                survivors.AddRange(picked.Select(index => front[index]));
                break;
            }

            survivors.AddRange(front);
        }

        return [.. survivors];
    }
}
