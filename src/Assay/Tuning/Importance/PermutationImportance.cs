using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Importance;

/// <summary>
/// What shuffling a parameter costs [Breiman 2001, section 10]: for each tree, the squared error on the rows it did not see, after less before the
/// parameter's values were shuffled among them, as a share of the objective's variance. Values are means over the trees, intervals the middle of them.
/// </summary>
internal static class PermutationImportance
{
    /// <summary>Computes the costs.</summary>
    public static StudyImportance Of(SearchSpace space, double[][] points, double[] losses, ImportanceOptions options, CancellationToken cancellationToken)
    {
        var table = CellTable.Of(space, points, losses, options.Seed);
        var forest = RegressionForest.Grow(table, losses, options, cancellationToken);
        var mean = losses.Average();
        var variance = losses.Average(loss => (loss - mean) * (loss - mean));
        var stream = options.Seed.For("shuffle");
        var costs = new double[forest.Trees.Length][];
        Parallel.For(0, forest.Trees.Length, RegressionForest.Parallelism(options, cancellationToken), index =>
        {
            var rows = forest.Unseen[index];
            costs[index] = rows.Length < 2 ? [] : [.. Enumerable.Range(0, table.Names.Count).Select(feature =>
            {
                var random = new RandomSequence(stream, index, feature);
                var from = (int[])rows.Clone();
                for (var i = from.Length - 1; i > 0; i--)
                {
                    var other = random.Below(i + 1);
                    (from[i], from[other]) = (from[other], from[i]);
                }

                var added = 0.0;
                for (var i = 0; i < rows.Length; i++)
                {
                    var before = losses[rows[i]] - forest.Trees[index].Predict(table.Codes, rows[i]);
                    var after = losses[rows[i]] - forest.Trees[index].Predict(table.Codes, rows[i], feature, from[i]);
                    added += (after * after) - (before * before);
                }

                return added / rows.Length / variance;
            })];
        });
        var defined = Array.FindAll(costs, own => own.Length > 0);
        return new StudyImportance(
            ImportanceMethod.Permutation, losses.Length,
            [.. table.Names.Select((name, feature) =>
            {
                var own = Array.ConvertAll(defined, cost => cost[feature]);
                return new ParameterImportance(name, null, own.Length == 0 ? 0 : own.Average(), StudyImportance.Middle(own, options.Confidence));
            }).OrderByDescending(entry => entry.Value)],
            [], forest.Fit(table, losses));
    }
}
