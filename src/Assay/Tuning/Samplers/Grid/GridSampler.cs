using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Grid;

/// <summary>
/// Every combination of a few values of each parameter, in an order shuffled by the seed, none twice, whatever the number of workers: what is finished or running is not proposed
/// again. A parameter that conditions leave out of play does not multiply the grid, and combinations that break a constraint are no part of it.
/// </summary>
public sealed class GridSampler : ISampler
{
    private readonly GridSamplerOptions _options;
    private ConfigurationQueue? _queue;
    private SearchSpace? _space;
    private ulong _seed;

    /// <summary>A grid.</summary>
    /// <param name="options">Values and levels; null for all values of discrete parameters.</param>
    /// <exception cref="AssayException">The options contradict each other.</exception>
    public GridSampler(GridSamplerOptions? options = null)
    {
        _options = options ?? new GridSamplerOptions();
        if (_options.Validate() is [var fault, ..])
            throw new AssayException(fault);
    }

    /// <inheritdoc/>
    public string Name => "grid";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_queue is null || !ReferenceEquals(_space, request.Space) || _seed != request.Seed.Value)
        {
            _queue = new ConfigurationQueue(request.Space, Configurations(request.Space), Streams.Of(request.Seed, Name));
            (_space, _seed) = (request.Space, request.Seed.Value);
        }

        return _queue.Next(request) is { } point ? new Proposal([.. point]) : null;
    }

    /// <summary>How many combinations a grid has before conditions and constraints take some away.</summary>
    /// <param name="space">The space.</param>
    /// <returns>The product of the numbers of values.</returns>
    /// <exception cref="AssayException">A continuous parameter has neither values nor levels, or a declared value lies outside its parameter's range.</exception>
    public double SizeOn(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Dimensions.Aggregate(1.0, (size, dimension) => size * CountOf(dimension));
    }

    private List<double[]> Configurations(SearchSpace space)
    {
        foreach (var name in _options.Values.Keys)
        {
            if (space.Dimensions.All(dimension => dimension.Name != name))
                throw new AssayException($"The grid has values for '{name}', which is no parameter of the space; expected one of {string.Join(", ", space.Dimensions.Select(dimension => dimension.Name))}.");
        }

        var size = SizeOn(space);
        // Conditions may leave far less than the product: only values of one parameter are refused before the walk.
        var values = space.Dimensions.Any(dimension => CountOf(dimension) > _options.MostPoints) ? null : space.Dimensions.Select(ValuesOf).ToArray();
        return (values is null ? null : Grid.Configurations.All(space, values, _options.MostPoints)) ?? throw new AssayException(string.Create(CultureInfo.InvariantCulture,
            $"The grid has up to {size:G4} combinations ({string.Join(" x ", space.Dimensions.Select(dimension => $"{dimension.Name} {CountOf(dimension)}"))}), at most {_options.MostPoints} are walked; give fewer values or levels, or use another sampler such as sobol."));
    }

    private long CountOf(Dimension dimension)
    {
        if (_options.Values.TryGetValue(dimension.Name, out var declared))
            return declared.Count;
        if (!dimension.IsContinuous && (_options.Levels is null || dimension.IsChoice || dimension.Count <= _options.Levels))
            return dimension.Count;
        return _options.Levels ?? throw new AssayException($"The parameter '{dimension.Name}' can take any number in its range, so it has no grid of its own; give its values, or a number of levels for continuous parameters.");
    }

    private double[] ValuesOf(Dimension dimension)
    {
        if (_options.Values.TryGetValue(dimension.Name, out var declared))
        {
            return [.. declared.Select(value => dimension.FromParameter(value)
                ?? throw new AssayException($"The grid has the value {value} for '{dimension.Name}', which that parameter cannot take; expected a value within its range or among its choices.")).Distinct()];
        }

        var count = (int)CountOf(dimension);
        if (count == dimension.Count)
            return [.. Enumerable.Range(0, count).Select(dimension.ValueAt)];
        // Levels are equally far apart on the parameter's scale, both ends included.
        return [.. Enumerable.Range(0, count).Select(level => dimension.FromUnit(count == 1 ? 0.5 : level / (count - 1.0))).Distinct()];
    }
}
