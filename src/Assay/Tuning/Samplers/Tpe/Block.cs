using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// Dimensions that are in play together and are chosen together, given some of those that were chosen before. Choices without an order are blocks of their own, before the numbers of the
/// same condition: all their values are candidates, so that none is forgotten because few of the good trials have it.
/// </summary>
internal sealed class Block
{
    private const int MostCertain = 12; // Good trials that all have one choice leave at least 1/(12 + choices) of the probability to each other one.
    private const int DrawsPerCandidate = 20; // Under constraints, before a candidate is given up.

    private readonly int[] _dimensions;
    private readonly int _choices;
    private readonly int _candidates;
    private readonly ParzenEstimator _good;
    private readonly ParzenEstimator _bad;
    private readonly TrialSplit _split;
    private readonly double[] _candidate;
    private readonly double[] _best;

    private Block(TrialTable table, int[] given, int[] dimensions, TpeSamplerOptions options)
    {
        _dimensions = dimensions;
        _candidates = options.Candidates;
        _choices = dimensions.Length == 1 && table.Axes[dimensions[0]].IsNominal ? table.Axes[dimensions[0]].Cells : 0;
        (_good, _bad) = (Estimator(MostCertain), Estimator(int.MaxValue));
        var axes = table.Axes.ToArray();
        _split = new TrialSplit(dimensions, [.. given.Where(index => axes[index].IsNominal)], options);
        (_candidate, _best) = (new double[axes.Length], new double[axes.Length]);

        ParzenEstimator Estimator(int mostCounted) => new(KernelColumn.Of(table, given, mostCounted), KernelColumn.Of(table, dimensions, mostCounted));
    }

    /// <summary>The block's dimensions.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>The blocks of a space, each after those that decide whether it is in play.</summary>
    public static Block[] Of(TrialTable table, TpeSamplerOptions options)
    {
        var space = table.Space;
        var groups = new List<int[]>();
        foreach (var group in space.Dimensions.GroupBy(dimension => dimension.Parameter.When ?? "", StringComparer.Ordinal))
        {
            foreach (var choice in group.Where(dimension => !dimension.IsOrdered))
                groups.Add([choice.Index]);
            int[] numbers = [.. group.Where(dimension => dimension.IsOrdered).Select(dimension => dimension.Index)];
            if (options.Mode == TpeMode.Independent)
                groups.AddRange(numbers.Select(index => (int[])[index]));
            else if (numbers.Length > 0)
                groups.Add(numbers);
        }

        // A block is modeled given the choices before it, and given what conditions ask about: the tree's own joints.
        var joints = options.Mode != TpeMode.Multivariate ? [] : space.Dimensions.Where(dimension => !dimension.IsOrdered || space.IsAskedFor(dimension.Index)).Select(dimension => dimension.Index).ToHashSet();
        var (blocks, before) = (new List<Block>(), new List<int>());
        foreach (var group in groups)
        {
            blocks.Add(new Block(table, [.. before.Where(joints.Contains)], group, options));
            before.AddRange(group);
        }

        return [.. blocks];
    }

    /// <summary>Chooses the block's dimensions: of some draws from the density of good trials the one with the largest ratio of good to bad density.</summary>
    /// <param name="table">The trials.</param>
    /// <param name="places">What was chosen before; takes the choice.</param>
    /// <param name="isAllowed">Whether a candidate satisfies the constraints; null for all.</param>
    /// <param name="isGreedy">Whether of choices without an order the best is taken; otherwise they are drawn.</param>
    /// <param name="random">The random numbers.</param>
    /// <returns>False when no candidate was allowed.</returns>
    public bool Choose(TrialTable table, double[] places, Func<double[], bool>? isAllowed, bool isGreedy, ref RandomSequence random)
    {
        _split.TakeGood(table, places);
        _good.Build(table, _split);
        _good.Given(places);
        _split.TakeBad();
        _bad.Build(table, _split);
        _bad.Given(places);
        places.CopyTo(_candidate, 0);
        var (best, accepted) = (double.NegativeInfinity, 0);
        var isListed = _choices > 0 && isGreedy;
        var first = isListed ? random.Below(_choices) : 0; // So that among equals none is preferred.
        var wanted = isListed ? _choices : isGreedy || _choices == 0 ? _candidates : 1;
        for (var draw = 0; draw < (isListed ? _choices : wanted * DrawsPerCandidate) && accepted < wanted; draw++)
        {
            if (isListed)
                _candidate[_dimensions[0]] = (first + draw) % _choices;
            else
                _good.Draw(_candidate, ref random);
            if (isAllowed is not null && !isAllowed(_candidate))
                continue;
            var score = _good.LogDensity(_candidate) - _bad.LogDensity(_candidate);
            if (accepted++ == 0 || score > best)
            {
                best = score;
                _candidate.CopyTo(_best, 0);
            }
        }

        foreach (var dimension in _dimensions)
            places[dimension] = _best[dimension];
        return accepted > 0;
    }
}
