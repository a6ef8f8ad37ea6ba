using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Samplers.Grid;
using Assay.Tuning.Samplers.Nsga;
using Assay.Tuning.Samplers.Tpe;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>
/// Picks a sampler for every trial by the number of objectives, the kind and number of parameters, the budget and how many trials have ended; each proposal says
/// which and why. The choice is a function of the request, so a study that is resumed goes on as it would have.
/// </summary>
/// <remarks>The rules and what they were measured on: docs/performance.md.</remarks>
public sealed class AutoSampler : ISampler
{
    private const int MostForProcess = 250;         // Trials that ended; a Gaussian process costs their cube.
    private const int MostDimensionsForProcess = 30;
    private const int FewestForEvolution = 250;
    private const int EveryOther = 5;

    private readonly ISampler _everything = new BruteForceSampler();
    private readonly ISampler _process;
    private readonly ISampler _densities;
    private readonly ISampler _evolution;
    private readonly ISampler _front;

    /// <summary>Makes the sampler.</summary>
    /// <param name="repeatsWhenExhausted">Whether proposals go on, as replicates, when a finite space was tested whole.</param>
    public AutoSampler(bool repeatsWhenExhausted = false)
    {
        _process = new DistinctSampler(new GaussianProcessSampler(), repeatsWhenExhausted);
        _densities = new DistinctSampler(new TpeSampler(), repeatsWhenExhausted);
        _evolution = new DistinctSampler(new CmaEsSampler(), repeatsWhenExhausted);
        _front = new DistinctSampler(new NsgaIISampler(), repeatsWhenExhausted);
    }

    /// <inheritdoc/>
    public string Name => "auto";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (sampler, why) = Choose(request);
        return sampler.Propose(request) is { } proposal ? proposal with { Why = $"{sampler.Name}: {why}" } : null;
    }

    private (ISampler Sampler, string Why) Choose(SamplingRequest request)
    {
        var (space, ended) = (request.Space, request.Finished.Count);
        if (request.Objectives > 1)
            return (_front, Text($"{request.Objectives} objectives"));
        if (space.Size <= request.Trials)
            return (_everything, Text($"the {request.Trials} trials suffice for each of at most {space.Size} configurations"));
        if (ended < MostForProcess && space.Dimensions.Count <= MostDimensionsForProcess)
        {
            return request.Number % EveryOther == EveryOther - 1 && request.Number >= 4 * EveryOther
                ? (_densities, Text($"every {EveryOther}th trial, so that a wrong model cannot hold the search"))
                : (_process, Text($"{ended} trials ended, fewer than {MostForProcess}, and {space.Dimensions.Count} parameters"));
        }

        return IsOrdered(space) && (request.Trials is not { } trials || trials - ended >= FewestForEvolution)
            ? (_evolution, Text($"{ended} trials ended, and {space.Dimensions.Count} parameters are all numbers"))
            : (_densities, Text($"{ended} trials ended, and {space.Dimensions.Count} parameters of mixed kinds or few trials left"));
    }

    private static bool IsOrdered(SearchSpace space) => !space.IsConditional && space.Dimensions.All(dimension => dimension.IsOrdered);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
