using Assay.Tuning.Spaces;

namespace Assay.Tuning.Importance;

/// <summary>
/// Functional analysis of variance of a forest over the space [Hutter, Hoos and Leyton-Brown, ICML 2014]: the variance of the marginal prediction along one
/// parameter, as a share of the whole. A tree is constant on boxes, so every integral is an exact sum over its leaves. Values are means over the trees,
/// intervals the middle of the trees' values: each tree is fitted to another resample.
/// </summary>
internal static class Fanova
{
    /// <summary>Computes shares of variance.</summary>
    public static StudyImportance Of(SearchSpace space, double[][] points, double[] losses, ImportanceOptions options, CancellationToken cancellationToken)
    {
        var table = CellTable.Of(space, points, losses, options.Seed);
        var forest = RegressionForest.Grow(table, losses, options, cancellationToken);
        var features = table.Names.Count;
        var pairs = !options.Pairs ? [] : Enumerable.Range(0, features).SelectMany(first => Enumerable.Range(first + 1, features - first - 1).Select(second => (first, second))).ToArray();
        var shares = new double[forest.Trees.Length][];
        Parallel.For(0, forest.Trees.Length, RegressionForest.Parallelism(options, cancellationToken), index => shares[index] = SharesOf(forest.Trees[index], table.Edges, pairs));
        // A tree of one leaf has no variance to share out.
        var defined = Array.FindAll(shares, own => own.Length > 0);
        return new StudyImportance(
            ImportanceMethod.Fanova, losses.Length,
            [.. table.Names.Select((name, feature) => Entry(name, null, feature)).OrderByDescending(entry => entry.Value)],
            [.. pairs.Select((pair, at) => Entry(table.Names[pair.first], table.Names[pair.second], features + at)).OrderByDescending(entry => entry.Value)],
            forest.Fit(table, losses));

        ParameterImportance Entry(string name, string? with, int at)
        {
            var own = Array.ConvertAll(defined, share => share[at]);
            return new(name, with, own.Length == 0 ? 0 : own.Average(), StudyImportance.Middle(own, options.Confidence));
        }
    }

    /// <summary>Shares of a tree's variance: of each parameter, then of each pair beyond its two parameters. Empty when it has none.</summary>
    internal static double[] SharesOf(RegressionTree tree, double[][] edges, (int First, int Second)[] pairs)
    {
        var features = edges.Length;
        var leaves = tree.Leaves.Count;
        var widths = new double[leaves * features];
        var volumes = new double[leaves];
        var (mean, square) = (0.0, 0.0);
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            var volume = 1.0;
            for (var feature = 0; feature < features; feature++)
            {
                var width = edges[feature][tree.High[leaf][feature]] - edges[feature][tree.Low[leaf][feature]];
                widths[(leaf * features) + feature] = width;
                volume *= width;
            }

            volumes[leaf] = volume;
            mean += volume * tree.Leaves[leaf];
            square += volume * tree.Leaves[leaf] * tree.Leaves[leaf];
        }

        var variance = square - (mean * mean);
        if (!(variance > 1e-14 * square))
            return [];
        var shares = new double[features + pairs.Length];
        for (var feature = 0; feature < features; feature++)
            shares[feature] = Single(tree, edges[feature], widths, volumes, features, feature, mean) / variance;
        for (var at = 0; at < pairs.Length; at++)
        {
            var (first, second) = pairs[at];
            shares[features + at] = (Pair(tree, edges, widths, volumes, first, second, mean) / variance) - shares[first] - shares[second];
        }

        return shares;
    }

    // Along one parameter, each leaf adds its value, weighted by the rest of its box, from its first cell on and takes it back after its last.
    private static double Single(RegressionTree tree, double[] edges, double[] widths, double[] volumes, int features, int feature, double mean)
    {
        var steps = new double[edges.Length];
        for (var leaf = 0; leaf < volumes.Length; leaf++)
        {
            var weighted = (tree.Leaves[leaf] - mean) * volumes[leaf] / widths[(leaf * features) + feature];
            steps[tree.Low[leaf][feature]] += weighted;
            steps[tree.High[leaf][feature]] -= weighted;
        }

        var (marginal, sum) = (0.0, 0.0);
        for (var cell = 0; cell < edges.Length - 1; cell++)
        {
            marginal += steps[cell];
            sum += (edges[cell + 1] - edges[cell]) * marginal * marginal;
        }

        return sum;
    }

    // The same over two parameters, on the grid of this tree's own divisions.
    private static double Pair(RegressionTree tree, double[][] edges, double[] widths, double[] volumes, int first, int second, double mean)
    {
        var features = edges.Length;
        var (rows, columns) = (Divisions(tree, edges, first, out var rowOf), Divisions(tree, edges, second, out var columnOf));
        var stride = columns.Length + 1;
        var steps = new double[(rows.Length + 1) * stride];
        for (var leaf = 0; leaf < volumes.Length; leaf++)
        {
            var weighted = (tree.Leaves[leaf] - mean) * volumes[leaf] / (widths[(leaf * features) + first] * widths[(leaf * features) + second]);
            var (top, bottom) = (rowOf[tree.Low[leaf][first]], rowOf[tree.High[leaf][first]]);
            var (left, right) = (columnOf[tree.Low[leaf][second]], columnOf[tree.High[leaf][second]]);
            steps[(top * stride) + left] += weighted;
            steps[(top * stride) + right] -= weighted;
            steps[(bottom * stride) + left] -= weighted;
            steps[(bottom * stride) + right] += weighted;
        }

        var sum = 0.0;
        for (var row = 0; row < rows.Length - 1; row++)
        {
            var running = 0.0;
            for (var column = 0; column < columns.Length - 1; column++)
            {
                // Prefix sums in both directions, kept in place.
                running += steps[(row * stride) + column];
                var marginal = running + (row > 0 ? steps[((row - 1) * stride) + column] : 0);
                steps[(row * stride) + column] = marginal;
                sum += (rows[row + 1] - rows[row]) * (columns[column + 1] - columns[column]) * marginal * marginal;
            }
        }

        return sum;
    }

    private static double[] Divisions(RegressionTree tree, double[][] edges, int feature, out int[] places)
    {
        places = new int[edges[feature].Length];
        foreach (var low in tree.Low)
            places[low[feature]] = 1;
        places[^1] = 1;
        var used = new List<double>();
        for (var edge = 0; edge < places.Length; edge++)
        {
            if (places[edge] == 1)
            {
                places[edge] = used.Count;
                used.Add(edges[feature][edge]);
            }
        }

        return [.. used];
    }
}
