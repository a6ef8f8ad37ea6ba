using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>Picks from the last front that does not fit as a whole, so that the survivors spread over the reference directions.</summary>
/// <remarks>Source: Deb and Jain, "An evolutionary many-objective optimization algorithm using reference-point-based nondominated sorting approach", IEEE TEC 18 (2014), algorithms 2 to 4.</remarks>
internal static class Niching
{
    private const double Axis = 1e-6;

    /// <summary>Chooses survivors.</summary>
    /// <param name="chosen">Losses of those that survive anyway.</param>
    /// <param name="front">Losses of the last front.</param>
    /// <param name="count">How many of the front survive.</param>
    /// <param name="directions">The reference directions.</param>
    /// <param name="random">Breaks ties.</param>
    /// <returns>Indices in the front.</returns>
    public static IReadOnlyList<int> Choose(IReadOnlyList<double[]> chosen, IReadOnlyList<double[]> front, int count, IReadOnlyList<double[]> directions, ref RandomSequence random)
    {
        var normalized = Normalized([.. chosen, .. front]);
        var niches = normalized.Select(point => Nearest(point, directions)).ToArray();
        var filled = new int[directions.Count];
        for (var k = 0; k < chosen.Count; k++)
            filled[niches[k].Direction]++;
        var left = Enumerable.Range(0, front.Count).GroupBy(index => niches[chosen.Count + index].Direction).ToDictionary(group => group.Key, group => group.ToList());
        var survivors = new List<int>();
        while (survivors.Count < count)
        {
            // Among the niches that still have candidates, one with the fewest survivors.
            var fewest = left.Keys.Min(direction => filled[direction]);
            var emptiest = left.Keys.Where(direction => filled[direction] == fewest).Order().ToArray();
            var niche = emptiest[random.Below(emptiest.Length)];
            var candidates = left[niche];
            var pick = fewest == 0 ? candidates.MinBy(index => niches[chosen.Count + index].Distance) : candidates[random.Below(candidates.Count)];
            survivors.Add(pick);
            filled[niche]++;
            candidates.Remove(pick);
            if (candidates.Count == 0)
                left.Remove(niche);
        }

        return survivors;
    }

    /// <summary>Losses moved to the ideal point and divided by the intercepts of the plane through the extreme points.</summary>
    public static IReadOnlyList<double[]> Normalized(IReadOnlyList<double[]> points)
    {
        var objectives = points[0].Length;
        var ideal = Enumerable.Range(0, objectives).Select(i => points.Min(point => point[i])).ToArray();
        var moved = points.Select(point => point.Select((loss, i) => loss - ideal[i]).ToArray()).ToArray();
        var intercepts = Intercepts(moved, objectives);
        return [.. moved.Select(point => point.Select((loss, i) => loss / intercepts[i]).ToArray())];
    }

    // Where the plane through the points nearest to each axis cuts the axes; the largest losses where there is no such plane.
    private static double[] Intercepts(double[][] moved, int objectives)
    {
        var extremes = Enumerable.Range(0, objectives).Select(axis => moved.MinBy(point => point.Select((loss, i) => i == axis ? loss : loss / Axis).Max())!).ToArray();
        var worst = Enumerable.Range(0, objectives).Select(i => Math.Max(moved.Max(point => point[i]), 1e-12)).ToArray();
        if (Solve(extremes) is not { } plane)
            return worst;
        var intercepts = Array.ConvertAll(plane, value => 1 / value);
        return intercepts.Where((intercept, i) => !(intercept > 1e-12) || intercept > worst[i] * (1 + 1e-9)).Any() ? worst : intercepts;
    }

    // a with E a = 1 by elimination with pivots; null when the rows are dependent.
    private static double[]? Solve(double[][] rows)
    {
        var n = rows.Length;
        var system = rows.Select(row => (double[])[.. row, 1]).ToArray();
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(system[row][column]));
            if (Math.Abs(system[pivot][column]) < 1e-12)
                return null;
            (system[column], system[pivot]) = (system[pivot], system[column]);
            for (var row = 0; row < n; row++)
            {
                if (row == column)
                    continue;
                var factor = system[row][column] / system[column][column];
                for (var k = column; k <= n; k++)
                    system[row][k] -= factor * system[column][k];
            }
        }

        return [.. Enumerable.Range(0, n).Select(row => system[row][n] / system[row][row])];
    }

    // The direction whose line through the origin passes closest, and how close.
    private static (int Direction, double Distance) Nearest(double[] point, IReadOnlyList<double[]> directions)
    {
        var (best, nearest) = (0, double.PositiveInfinity);
        for (var k = 0; k < directions.Count; k++)
        {
            var (along, square) = (0.0, 0.0);
            for (var i = 0; i < point.Length; i++)
            {
                along += point[i] * directions[k][i];
                square += directions[k][i] * directions[k][i];
            }

            var distance = 0.0;
            for (var i = 0; i < point.Length; i++)
                distance += Math.Pow(point[i] - (along / square * directions[k][i]), 2);
            if (distance < nearest)
                (best, nearest) = (k, distance);
        }

        return (best, Math.Sqrt(nearest));
    }
}
