namespace Assay.Tuning.MultiObjective;

/// <summary>Orders the points of a front so that any first few of them dominate much together.</summary>
/// <remarks>
/// Greedy: each step takes the point that adds the most volume, which is within 1 − 1/e of the best choice of as many. Added volumes only shrink, so most need not be computed
/// again. Source: Guerreiro, Fonseca and Paquete, "Greedy hypervolume subset selection in low dimensions", Evolutionary Computation 24 (2016).
/// </remarks>
internal static class HypervolumeSubset
{
    /// <summary>The order.</summary>
    /// <param name="points">Losses, all within the reference.</param>
    /// <param name="reference">The reference point.</param>
    /// <param name="count">How many are wanted, at most all.</param>
    /// <returns>Indices of the chosen points, in the order of the choice; of equal gains the first point.</returns>
    public static int[] Choose(IReadOnlyList<double[]> points, double[] reference, int count)
    {
        var queue = new PriorityQueue<(int Index, int Chosen), (double, int)>();
        for (var index = 0; index < points.Count; index++)
            queue.Enqueue((index, 0), (-Hypervolume.Of([points[index]], reference), index));
        var (chosen, selected, volume) = (new List<int>(), new List<double[]>(), 0.0);
        while (chosen.Count < count && queue.TryDequeue(out var best, out var gain))
        {
            if (best.Chosen < chosen.Count)
            {
                // An old gain is an upper bound: computed anew, the point may fall behind.
                var now = Hypervolume.Of([.. selected, points[best.Index]], reference) - volume;
                queue.Enqueue((best.Index, chosen.Count), (-now, best.Index));
                continue;
            }

            chosen.Add(best.Index);
            selected.Add(points[best.Index]);
            volume -= gain.Item1;
        }

        return [.. chosen];
    }
}
