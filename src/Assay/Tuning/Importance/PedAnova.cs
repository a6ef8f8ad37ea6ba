using Assay.Foundation.Randomness;
using Assay.Statistics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Importance;

/// <summary>
/// How far the good trials' density along a parameter departs from that of all trials, by Pearson's divergence Σ q (p/q − 1)², as a share of all parameters'
/// [Watanabe, Bansal and Hutter, IJCAI 2023]. Good is the best tenth, with all ties, at least two. A parameter that is only sometimes in play is judged among
/// the trials that have it, weighted by their share of the good. Intervals: percentiles over resamples of the trials.
/// </summary>
internal static class PedAnova
{
    private const int FewestGood = 2;
    private const double Floor = 1e-12;

    /// <summary>Computes the shares.</summary>
    public static StudyImportance Of(SearchSpace space, double[][] points, double[] losses, ImportanceOptions options, CancellationToken cancellationToken)
    {
        PedGrid[] grids = [.. space.Dimensions.Where(dimension => dimension.Count != 1).Select(dimension => PedGrid.Of(dimension, points))];
        if (grids.Length == 0)
            throw new AssayException("No parameter can take more than one value, so there is nothing to compare.");
        var order = Enumerable.Range(0, losses.Length).ToArray();
        Array.Sort((double[])losses.Clone(), order);
        var ones = new int[losses.Length];
        Array.Fill(ones, 1);
        var shares = Shares(grids, losses, order, ones, options.TargetShare);
        var resamples = new double[options.Resamples][];
        var stream = options.Seed.For("resample");
        Parallel.For(0, options.Resamples, RegressionForest.Parallelism(options, cancellationToken), index =>
        {
            var random = new RandomSequence(stream, index);
            var weights = new int[losses.Length];
            for (var draw = 0; draw < weights.Length; draw++)
                weights[random.Below(weights.Length)]++;
            resamples[index] = Shares(grids, losses, order, weights, options.TargetShare);
        });
        return new StudyImportance(
            ImportanceMethod.PedAnova, losses.Length,
            [.. grids.Select((grid, at) => new ParameterImportance(grid.Name, null, shares[at], StudyImportance.Middle(Array.ConvertAll(resamples, own => own[at]), options.Confidence))).OrderByDescending(entry => entry.Value)],
            [], Quantity.Undefined("PED-ANOVA fits no model"));
    }

    private static double[] Shares(PedGrid[] grids, double[] losses, int[] order, int[] weights, double share)
    {
        // The worst loss that is still good: all its ties are.
        var wanted = Math.Max(FewestGood, (int)Math.Ceiling(share * losses.Length));
        var (seen, last) = (0, 0);
        while (seen < wanted)
            seen += weights[order[last++]];
        while (last < order.Length && losses[order[last]] == losses[order[last - 1]])
            last++;
        var good = order.AsSpan(0, last);
        var values = new double[grids.Length];
        Span<int> all = stackalloc int[256];
        for (var at = 0; at < grids.Length; at++)
        {
            var grid = grids[at];
            var counts = grid.Steps <= 128 ? all[..(2 * grid.Steps)] : new int[2 * grid.Steps];
            counts.Clear();
            var top = counts[..grid.Steps];
            var rest = counts[grid.Steps..];
            var (goodCount, goodInPlay) = (0, 0);
            foreach (var row in good)
            {
                goodCount += weights[row];
                if (grid.Places[row] is >= 0 and var place)
                {
                    top[place] += weights[row];
                    goodInPlay += weights[row];
                }
            }

            for (var row = 0; row < weights.Length; row++)
            {
                if (grid.Places[row] is >= 0 and var place)
                    rest[place] += weights[row];
            }

            values[at] = goodInPlay < FewestGood ? 0 : Divergence(grid, top, rest) * goodInPlay / goodCount;
        }

        var sum = values.Sum();
        return sum > 0 ? Array.ConvertAll(values, value => value / sum) : Array.ConvertAll(values, _ => 1.0 / values.Length);
    }

    private static double Divergence(PedGrid grid, ReadOnlySpan<int> top, ReadOnlySpan<int> rest)
    {
        var densities = new double[2 * grid.Steps];
        var p = densities.AsSpan(0, grid.Steps);
        var q = densities.AsSpan(grid.Steps);
        grid.Density(top, p);
        grid.Density(rest, q);
        var sum = 0.0;
        for (var step = 0; step < grid.Steps; step++)
        {
            var ratio = ((p[step] + Floor) / (q[step] + Floor)) - 1;
            sum += (q[step] + Floor) * ratio * ratio;
        }

        return sum;
    }
}
