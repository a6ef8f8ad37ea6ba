using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>NSGA-II: a genetic algorithm for a few objectives that keeps the best fronts, and of a front that does not fit the points with the most room around them.</summary>
/// <remarks>
/// Source: Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 6 (2002), with constrained domination. Any number of
/// objectives; beyond three, <see cref="NsgaIIISampler"/> spreads better.
/// </remarks>
/// <param name="options">How to search; null for the defaults.</param>
public sealed class NsgaIISampler(NsgaOptions? options = null) : ISampler
{
    private readonly NsgaSearch _search = new("nsga2", options ?? new(), Survive);

    /// <inheritdoc/>
    public string Name => "nsga2";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _search.Propose(request);
    }

    private static Observation[] Survive(Observation[] candidates, int size, ref RandomSequence random)
    {
        var sorted = NsgaPopulation.Of(candidates, 0);
        return [.. Enumerable.Range(0, candidates.Length)
            .OrderBy(index => sorted.Ranks[index]).ThenByDescending(index => sorted.Crowding[index]).ThenBy(index => index)
            .Take(size).Select(index => candidates[index])];
    }
}
