using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Tuning.Importance;

/// <summary>Trees grown on resamples of the trials [Breiman 2001]; each row that a tree did not see tests it.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Unseen">For each tree, the rows that it did not see.</param>
internal sealed record RegressionForest(RegressionTree[] Trees, int[][] Unseen)
{
    /// <summary>Grows a forest; each tree's resample is a function of the seed and its number.</summary>
    public static RegressionForest Grow(CellTable table, double[] losses, ImportanceOptions options, CancellationToken cancellationToken)
    {
        var rows = Enumerable.Range(0, table.Rows).ToArray();
        int[][] orders = [.. table.Codes.Select(codes => rows.OrderBy(row => codes[row]).ToArray())];
        var trees = new RegressionTree[options.Trees];
        var unseen = new int[options.Trees][];
        var stream = options.Seed.For("forest");
        Parallel.For(0, options.Trees, Parallelism(options, cancellationToken), index =>
        {
            var random = new RandomSequence(stream, index);
            var weights = new int[rows.Length];
            for (var draw = 0; draw < rows.Length; draw++)
                weights[random.Below(rows.Length)]++;
            trees[index] = RegressionTree.Grow(table, orders, losses, weights);
            unseen[index] = Array.FindAll(rows, row => weights[row] == 0);
        });
        return new RegressionForest(trees, unseen);
    }

    /// <summary>R² of the mean prediction of the trees that did not see a row, over the rows that some tree did not see.</summary>
    public Quantity Fit(CellTable table, double[] losses)
    {
        var (sums, counts) = (new double[losses.Length], new int[losses.Length]);
        for (var tree = 0; tree < Trees.Length; tree++)
        {
            foreach (var row in Unseen[tree])
            {
                sums[row] += Trees[tree].Predict(table.Codes, row);
                counts[row]++;
            }
        }

        int[] judged = [.. Enumerable.Range(0, losses.Length).Where(row => counts[row] > 0)];
        var mean = judged.Length == 0 ? 0 : judged.Average(row => losses[row]);
        var total = judged.Sum(row => (losses[row] - mean) * (losses[row] - mean));
        return total > 0 ? 1 - (judged.Sum(row => Math.Pow(losses[row] - (sums[row] / counts[row]), 2)) / total) : Quantity.Undefined("the trees saw all trials, or those they did not see are equal");
    }

    internal static ParallelOptions Parallelism(ImportanceOptions options, CancellationToken cancellationToken)
    {
        var parallelism = options.Parallelism;
        parallelism.CancellationToken = cancellationToken;
        return parallelism;
    }
}
