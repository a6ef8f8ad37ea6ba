using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Grid;

/// <summary>The configurations of a space over given values, each once: a walk through the tree of conditions, where a parameter that is not in play has no branches.</summary>
internal static class Configurations
{
    /// <summary>All of them.</summary>
    /// <param name="space">The space.</param>
    /// <param name="values">Of every dimension the values.</param>
    /// <param name="most">How many are bearable.</param>
    /// <returns>The configurations that satisfy the constraints, in the order of the dimensions, the last fastest; null when there are more, or when constraints leave so few that the walk does not end in bearable time.</returns>
    public static List<double[]>? All(SearchSpace space, IReadOnlyList<double[]> values, int most)
    {
        var found = new List<double[]>();
        var known = new HashSet<PointKey>();
        var point = new double[values.Count];
        Array.Fill(point, double.NaN);
        // Leaves that constraints refuse, and reorderings of interchangeable values, cost time too.
        var steps = 20L * most;
        return Walk(0) ? found : null;

        bool Walk(int dimension)
        {
            if (--steps < 0)
                return false;
            if (dimension == point.Length)
            {
                if (!space.Satisfies(point) || !known.Add(space.KeyOf(point)))
                    return true;
                found.Add([.. point]);
                return found.Count <= most;
            }

            if (!space.IsActive(dimension, point))
                return Walk(dimension + 1);
            foreach (var value in values[dimension])
            {
                point[dimension] = value;
                if (!Walk(dimension + 1))
                    return false;
            }

            point[dimension] = double.NaN;
            return true;
        }
    }

    /// <summary>All values of every dimension.</summary>
    /// <param name="space">The space.</param>
    /// <param name="most">How many values of one dimension are bearable.</param>
    /// <returns>The values; null when one dimension alone has more than is bearable, or is continuous.</returns>
    public static double[][]? AllValues(SearchSpace space, int most)
    {
        var values = new double[space.Dimensions.Count][];
        foreach (var dimension in space.Dimensions)
        {
            if (dimension.IsContinuous || dimension.Count > most)
                return null;
            values[dimension.Index] = new double[dimension.Count];
            for (var number = 0; number < dimension.Count; number++)
                values[dimension.Index][number] = dimension.ValueAt(number);
        }

        return values;
    }
}
