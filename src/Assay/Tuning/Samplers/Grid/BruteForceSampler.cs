using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Grid;

/// <summary>
/// Every configuration of a finite space once, in an order shuffled by the seed: the tree of conditions is walked, and what is finished or running is not proposed again. Null when all are.
/// </summary>
/// <param name="mostConfigurations">A larger space is refused.</param>
public sealed class BruteForceSampler(int mostConfigurations = 200_000) : ISampler
{
    private ConfigurationQueue? _queue;
    private SearchSpace? _space;
    private ulong _seed;

    /// <inheritdoc/>
    public string Name => "brute-force";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_queue is null || !ReferenceEquals(_space, request.Space) || _seed != request.Seed.Value)
        {
            _queue = new ConfigurationQueue(request.Space, All(request.Space), Streams.Of(request.Seed, Name));
            (_space, _seed) = (request.Space, request.Seed.Value);
        }

        return _queue.Next(request) is { } point ? new Proposal([.. point]) : null;
    }

    private List<double[]> All(SearchSpace space)
    {
        if (space.Dimensions.FirstOrDefault(dimension => dimension.IsContinuous) is { } continuous)
            throw new AssayException($"The parameter '{continuous.Name}' can take any number in its range: brute force needs steps or choices; give it a step, or use another sampler such as sobol.");
        var values = Configurations.AllValues(space, mostConfigurations);
        return (values is null ? null : Configurations.All(space, values, mostConfigurations)) ?? throw new AssayException(string.Create(CultureInfo.InvariantCulture,
            $"The space has up to {space.Size:G4} configurations, brute force walks at most {mostConfigurations}; narrow the ranges, or use another sampler such as tpe."));
    }
}
