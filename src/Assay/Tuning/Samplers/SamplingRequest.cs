using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Everything that a sampler may base a proposal on.</summary>
/// <param name="Space">The space.</param>
/// <param name="Number">Number of the trial that is asked for, from 0.</param>
/// <param name="Seed">Seed of the study.</param>
public sealed record SamplingRequest(SearchSpace Space, int Number, Seed Seed)
{
    /// <summary>The trials that have ended, by number. Failed ones have no losses.</summary>
    public IReadOnlyList<Observation> Finished { get; init; } = [];

    /// <summary>Points of the trials that are running now, by number.</summary>
    public IReadOnlyList<double[]> Running { get; init; } = [];

    /// <summary>Number of objectives.</summary>
    public int Objectives { get; init; } = 1;

    /// <summary>How many trials the study is to have in all; null when it is open.</summary>
    public int? Trials { get; init; }

    /// <summary>Counts proposals for this trial that were thrown away, e.g. as duplicates.</summary>
    public int Attempt { get; init; }

    /// <summary>The random numbers of this trial and attempt.</summary>
    /// <param name="purpose">What they are for; different purposes are independent.</param>
    /// <returns>The sequence.</returns>
    public RandomSequence Random(string purpose) => new(Streams.Of(Seed, purpose), Number, Attempt);
}
