using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>
/// What the NSGA samplers share: the first generation is random, every further trial is a child of two parents that won a tournament each. Generations are made of the trials that
/// count, in the order of their numbers, so running trials block nobody; enqueued trials breed like any other.
/// </summary>
/// <param name="name">The sampler's name, which keys its random numbers.</param>
/// <param name="options">How to search.</param>
/// <param name="survive">Chooses the members of the next population: candidates of which no two are the same configuration, how many, and random numbers for ties.</param>
internal sealed class NsgaSearch(string name, NsgaOptions options, NsgaSearch.Survival survive)
{
    private const int LargestDefault = 50;
    private const int SmallestDefault = 12;
    private const int GenerationsWanted = 6;

    private (SearchSpace Space, Seed Seed, int Size)? _of;
    private Generations<NsgaPopulation> _generations = new();

    /// <summary>Chooses survivors.</summary>
    /// <param name="candidates">Trials that count.</param>
    /// <param name="size">How many survive, less than there are.</param>
    /// <param name="random">Breaks ties.</param>
    public delegate Observation[] Survival(Observation[] candidates, int size, ref RandomSequence random);

    /// <summary>The next configuration.</summary>
    public Proposal Propose(SamplingRequest request)
    {
        if (options.Validate() is [var problem, ..])
            throw new AssayException(problem);
        var size = options.PopulationSize ?? Math.Clamp((request.Trials ?? int.MaxValue) / GenerationsWanted, SmallestDefault, LargestDefault);
        if (_of != (request.Space, request.Seed, size))
            (_of, _generations) = ((request.Space, request.Seed, size), new());
        var population = _generations.After([.. request.Finished.Where(trial => trial.Counts)], () => NsgaPopulation.None, _ => size, (before, batch) => Next(request, before, batch, size));
        var random = request.Random(name);
        if (population.Members.Length == 0)
            return new Proposal(request.Space.Draw(ref random));
        var mother = population.Members[Winner(population, ref random)];
        var father = population.Members[Winner(population, ref random)];
        return new Proposal(Breeding.Child(request.Space, mother.Point, father.Point, options, ref random) ?? request.Space.Draw(ref random));
    }

    private NsgaPopulation Next(SamplingRequest request, NsgaPopulation before, Observation[] batch, int size)
    {
        var candidates = before.Members.Concat(batch).DistinctBy(trial => request.Space.KeyOf(trial.Point)).ToArray();
        var random = new RandomSequence(Streams.Of(request.Seed, name + " survival"), before.Generation);
        return NsgaPopulation.Of(candidates.Length > size ? survive(candidates, size, ref random) : candidates, before.Generation + 1);
    }

    private static int Winner(NsgaPopulation population, ref RandomSequence random)
    {
        var (first, second) = (random.Below(population.Members.Length), random.Below(population.Members.Length));
        return population.IsPreferred(second, first) ? second : first;
    }
}
