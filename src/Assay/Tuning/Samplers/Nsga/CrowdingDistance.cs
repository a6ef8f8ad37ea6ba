namespace Assay.Tuning.Samplers.Nsga;

/// <summary>How far the neighbors of a point on its front are, summed over the objectives on the front's own scale.</summary>
/// <remarks>Source: Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 6 (2002), section III.B.</remarks>
internal static class CrowdingDistance
{
    /// <summary>The distances.</summary>
    /// <param name="front">Losses of each point.</param>
    /// <returns>One distance each; infinite at the ends of any objective. An objective that is the same for all adds nothing.</returns>
    public static double[] Of(IReadOnlyList<double[]> front)
    {
        var distances = new double[front.Count];
        for (var objective = 0; objective < (front.Count == 0 ? 0 : front[0].Length); objective++)
        {
            var order = Enumerable.Range(0, front.Count).OrderBy(index => front[index][objective]).ToArray();
            // Halves, for the range of losses up to 1e308 is no number.
            var range = (front[order[^1]][objective] / 2) - (front[order[0]][objective] / 2);
            if (!(range > 0))
                continue;
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (var k = 1; k < order.Length - 1; k++)
                distances[order[k]] += ((front[order[k + 1]][objective] / 2) - (front[order[k - 1]][objective] / 2)) / range;
        }

        return distances;
    }
}
