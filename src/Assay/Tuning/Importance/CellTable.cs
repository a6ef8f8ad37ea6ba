using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Importance;

/// <summary>
/// Trials as numbers of cells: along each parameter the space is cut into cells in order, each with its share of the space. A discrete parameter has a cell a
/// value, a continuous one a cell around each value that was tried; choices without an order stand in the order of their mean loss, so that sets of similar
/// choices are intervals. A parameter that is only sometimes in play has one more cell, the first, for "not in play", as large as the space makes it.
/// </summary>
/// <remarks>Shares of different parameters are taken as independent, also where conditions or constraints tie them together.</remarks>
internal sealed class CellTable
{
    // Enough to know a share to about one percent.
    private const int Draws = 4096;

    private CellTable(SearchSpace space, int[] places, int[][] codes, double[][] edges)
    {
        Names = [.. places.Select(place => space.Dimensions[place].Name)];
        Codes = codes;
        Edges = edges;
    }

    /// <summary>The parameters that can take more than one value.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each parameter, each trial's cell.</summary>
    public int[][] Codes { get; }

    /// <summary>For each parameter, where cells begin and end in [0, 1]: one edge more than there are cells.</summary>
    public double[][] Edges { get; }

    /// <summary>Number of trials.</summary>
    public int Rows => Codes[0].Length;

    /// <summary>Makes the table.</summary>
    /// <param name="space">The space, with a parameter that varies.</param>
    /// <param name="points">The trials' points.</param>
    /// <param name="losses">Their losses.</param>
    /// <param name="seed">For the draws that tell how often a parameter is in play.</param>
    public static CellTable Of(SearchSpace space, double[][] points, double[] losses, Seed seed)
    {
        int[] places = [.. space.Dimensions.Where(dimension => dimension.Count != 1 || space.HasCondition(dimension.Index)).Select(dimension => dimension.Index)];
        var absent = AbsentShares(space, seed);
        var codes = new int[places.Length][];
        var edges = new double[places.Length][];
        for (var at = 0; at < places.Length; at++)
        {
            var dimension = space.Dimensions[places[at]];
            double[] values = [.. points.Select(point => point[dimension.Index])];
            var hasAbsent = Array.Exists(values, double.IsNaN);
            var share = hasAbsent ? Math.Clamp(space.HasCondition(dimension.Index) ? absent[dimension.Index] : values.Count(double.IsNaN) / (double)values.Length, 0.001, 0.999) : 0;
            var (own, cells) = dimension.IsContinuous ? Continuous(dimension, values) : Discrete(dimension, values, losses);
            codes[at] = hasAbsent ? Array.ConvertAll(own, code => code + 1) : own;
            edges[at] = hasAbsent ? [0, .. cells.Select(edge => share + ((1 - share) * edge))] : cells;
        }

        return new CellTable(space, places, codes, edges);
    }

    private static double[] AbsentShares(SearchSpace space, Seed seed)
    {
        var counts = new double[space.Dimensions.Count];
        if (!space.IsConditional)
            return counts;
        var random = new RandomSequence(seed.For("shares"));
        for (var draw = 0; draw < Draws; draw++)
        {
            var point = space.Draw(ref random);
            for (var index = 0; index < counts.Length; index++)
                counts[index] += double.IsNaN(point[index]) ? 1.0 / Draws : 0;
        }

        return counts;
    }

    // −1 where the parameter is not in play.
    private static (int[] Codes, double[] Edges) Continuous(Dimension dimension, double[] values)
    {
        var units = Array.ConvertAll(values, dimension.ToUnit);
        double[] distinct = [.. units.Where(unit => !double.IsNaN(unit)).Distinct().Order()];
        var edges = new double[distinct.Length + 1];
        for (var i = 1; i < distinct.Length; i++)
            edges[i] = (distinct[i - 1] + distinct[i]) / 2;
        edges[^1] = 1;
        return (Array.ConvertAll(units, unit => double.IsNaN(unit) ? -1 : Array.BinarySearch(distinct, unit)), edges);
    }

    private static (int[] Codes, double[] Edges) Discrete(Dimension dimension, double[] values, double[] losses)
    {
        var order = Enumerable.Range(0, dimension.Count).ToArray();
        if (!dimension.IsOrdered)
        {
            var mean = losses.Average();
            var means = order.Select(number => values.Zip(losses).Where(pair => pair.First == number).Select(pair => pair.Second).DefaultIfEmpty(mean).Average()).ToArray();
            Array.Sort((double[])[.. means], order);
        }

        var rank = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            rank[order[place]] = place;
        var edges = new double[order.Length + 1];
        for (var place = 0; place < order.Length; place++)
        {
            var (low, high) = dimension.CellOf(order[place]);
            edges[place + 1] = edges[place] + (high - low);
        }

        edges[^1] = 1;
        return (Array.ConvertAll(values, value => double.IsNaN(value) ? -1 : rank[dimension.NumberOf(value)]), edges);
    }
}
