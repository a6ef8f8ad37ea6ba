using Assay.Tuning.Samplers.Grid;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>
/// Another sampler's proposals without exact duplicates: while untested configurations remain, none that is finished or running is proposed again. A duplicate is asked for anew a few times,
/// then the untested configuration that is nearest to it is taken.
/// </summary>
/// <param name="inner">The sampler.</param>
/// <param name="repeatsWhenExhausted">Whether proposals go on, as replicates, when every configuration was tested; otherwise null says that nothing is left.</param>
public sealed class DistinctSampler(ISampler inner, bool repeatsWhenExhausted = false) : ISampler
{
    private const int MostAttempts = 8;
    private const int MostConfigurations = 200_000;
    private const int MostDraws = 1000;

    private SearchSpace? _space;
    private TestedKeys? _tested;
    private List<double[]>? _untested;   // Of a finite space, once needed; tested ones are removed when they are met.
    private int _version;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_tested is null || !ReferenceEquals(_space, request.Space))
            (_space, _tested, _untested) = (request.Space, new TestedKeys(request.Space), null);
        _tested.Update(request);
        Proposal? duplicate = null;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (inner.Propose(request with { Attempt = (request.Attempt * MostAttempts) + attempt }) is not { } proposal)
                return duplicate is null ? null : Instead(request, duplicate);
            if (!_tested.Contains(proposal.Point))
                return proposal;
            duplicate ??= proposal;
        }

        return Instead(request, duplicate!);
    }

    private Proposal? Instead(SamplingRequest request, Proposal duplicate)
    {
        if (Neighbor(request.Space, duplicate.Point) is { } near)
            return duplicate with { Point = near };
        if (request.Space.Size is not null && Nearest(request.Space, duplicate.Point, out var isExhausted) is var nearest && (nearest is not null || isExhausted))
            return nearest is not null ? duplicate with { Point = nearest } : repeatsWhenExhausted ? duplicate : null;
        // Infinite, or too large to be walked: something untested is met soon.
        var random = request.Random("distinct");
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var point = request.Space.Draw(ref random);
            if (!_tested!.Contains(point))
                return duplicate with { Point = point };
        }

        return repeatsWhenExhausted || request.Space.Size is null ? duplicate : null;
    }

    // The untested configuration that differs in one value, by the fewest steps.
    private double[]? Neighbor(SearchSpace space, double[] point)
    {
        const int MostSteps = 3;
        for (var steps = 1; steps <= MostSteps; steps++)
        {
            foreach (var dimension in space.Dimensions)
            {
                if (double.IsNaN(point[dimension.Index]) || dimension.IsContinuous)
                    continue;
                var number = dimension.NumberOf(point[dimension.Index]);
                foreach (var other in (ReadOnlySpan<int>)[number - steps, number + steps])
                {
                    if (other < 0 || other >= dimension.Count)
                        continue;
                    double[] candidate = [.. point];
                    candidate[dimension.Index] = dimension.ValueAt(other);
                    // A value that changes what is in play leads to another part of the tree.
                    if (IsWhole(space, candidate) && space.Satisfies(candidate) && !_tested!.Contains(candidate))
                        return candidate;
                }
            }
        }

        return null;
    }

    private static bool IsWhole(SearchSpace space, double[] point)
    {
        foreach (var dimension in space.Dimensions)
        {
            if (space.IsActive(dimension.Index, point) == double.IsNaN(point[dimension.Index]))
                return false;
        }

        return true;
    }

    // Of all untested configurations the one with the smallest distance, dimensions out of play in only one of the two as far as can be.
    private double[]? Nearest(SearchSpace space, double[] point, out bool isExhausted)
    {
        isExhausted = false;
        if (_untested is null || _version != _tested!.Version)
        {
            _version = _tested!.Version;
            if (Configurations.AllValues(space, MostConfigurations) is not { } values || Configurations.All(space, values, MostConfigurations) is not { } all)
                return null;
            _untested = all;
        }

        _untested.RemoveAll(configuration => _tested.IsFinished(configuration));
        double[]? nearest = null;
        var least = double.PositiveInfinity;
        foreach (var configuration in _untested)
        {
            if (_tested.Contains(configuration))
                continue;
            var distance = 0.0;
            foreach (var dimension in space.Dimensions)
            {
                var (a, b) = (point[dimension.Index], configuration[dimension.Index]);
                if (a == b || (double.IsNaN(a) && double.IsNaN(b)))
                    continue;
                var apart = !dimension.IsOrdered || double.IsNaN(a) || double.IsNaN(b) ? 1 : dimension.ToUnit(a) - dimension.ToUnit(b);
                distance += apart * apart;
            }

            if (distance < least)
                (nearest, least) = (configuration, distance);
        }

        isExhausted = nearest is null;
        return nearest is null ? null : [.. nearest];
    }
}
