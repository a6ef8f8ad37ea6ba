namespace Assay.Tuning.MultiObjective;

/// <summary>
/// The volume that points dominate within a reference point: the measure of how good a Pareto front is. Larger is better. Exact: by sweeps in two and three dimensions, by WFG
/// beyond.
/// </summary>
/// <remarks>
/// Sources: Fonseca, Paquete and López-Ibáñez, "An improved dimension-sweep algorithm for the hypervolume indicator", CEC 2006; While, Bradstreet and Barone, "A fast way of
/// calculating exact hypervolumes", IEEE TEC 16 (2012).
/// </remarks>
public static class Hypervolume
{
    /// <summary>The dominated volume.</summary>
    /// <param name="points">Losses, smaller is better; they may dominate each other. Points that do not lie strictly within the reference add nothing.</param>
    /// <param name="reference">The reference point, at least one coordinate; worse than what should count.</param>
    /// <returns>The volume, 0 when nothing is dominated; infinite when a loss is −∞.</returns>
    /// <exception cref="ArgumentException">A point has another number of coordinates than the reference, or one of them is NaN.</exception>
    public static double Of(IEnumerable<double[]> points, double[] reference)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(reference);
        var inside = new List<double[]>();
        foreach (var point in points)
        {
            if (point.Length != reference.Length || point.Any(double.IsNaN))
                throw new ArgumentException($"A point with {reference.Length} numbers is expected.", nameof(points));
            if (!point.Where((value, i) => !(value < reference[i])).Any())
                inside.Add(point);
        }

        if (inside.Count == 0)
            return 0;
        if (inside.Any(point => point.Contains(double.NegativeInfinity)))
            return double.PositiveInfinity;
        return reference.Length switch
        {
            1 => reference[0] - inside.Min(point => point[0]),
            2 => Plane(inside, reference),
            3 => Space(inside, reference),
            _ => Wfg([.. NonDominated(inside)], reference),
        };
    }

    /// <summary>A reference point for trials: a tenth beyond the worst loss of each objective.</summary>
    /// <param name="points">At least one point.</param>
    /// <returns>max(1.1 · worst, 0.9 · worst) each, which lies beyond the worst whatever its sign; 1e−12 where the worst is 0.</returns>
    public static double[] ReferenceOf(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var reference = (double[])points[0].Clone();
        foreach (var point in points)
        {
            for (var i = 0; i < reference.Length; i++)
                reference[i] = Math.Max(reference[i], point[i]);
        }

        return Array.ConvertAll(reference, worst => worst == 0 ? 1e-12 : Math.Max(1.1 * worst, 0.9 * worst));
    }

    // Sorted by the first loss; each point adds the strip below the lowest second loss so far.
    private static double Plane(List<double[]> points, double[] reference)
    {
        points.Sort((a, b) => a[0].CompareTo(b[0]));
        var (volume, lowest) = (0.0, reference[1]);
        foreach (var point in points)
        {
            if (point[1] >= lowest)
                continue;
            volume += (reference[0] - point[0]) * (lowest - point[1]);
            lowest = point[1];
        }

        return volume;
    }

    // Slices along the third loss: each is as thick as the step to the next point, and as large as the area of the points so far.
    private static double Space(List<double[]> points, double[] reference)
    {
        points.Sort((a, b) => a[2].CompareTo(b[2]));
        var front = new List<double[]>(); // The area's front, by the first loss upwards and the second downwards.
        var (volume, area) = (0.0, 0.0);
        for (var k = 0; k < points.Count; k++)
        {
            area += Insert(front, points[k], reference);
            var next = k + 1 < points.Count ? points[k + 1][2] : reference[2];
            if (next > points[k][2])
                volume += area * (next - points[k][2]);
        }

        return volume;
    }

    // Adds a point to a front in the plane and returns by how much its area grew.
    private static double Insert(List<double[]> front, double[] point, double[] reference)
    {
        var at = 0;
        while (at < front.Count && front[at][0] < point[0])
            at++;
        var above = at > 0 ? front[at - 1][1] : reference[1];
        if (above <= point[1] || (at < front.Count && front[at][0] == point[0] && front[at][1] <= point[1]))
            return 0;
        var (grown, from, end) = (0.0, point[0], at);
        while (end < front.Count && front[end][1] >= point[1])
        {
            grown += (front[end][0] - from) * (above - point[1]);
            (from, above) = (front[end][0], front[end][1]);
            end++;
        }

        grown += ((end < front.Count ? front[end][0] : reference[0]) - from) * (above - point[1]);
        front.RemoveRange(at, end - at);
        front.Insert(at, point);
        return grown;
    }

    // The volume of each point that those after it do not dominate.
    private static double Wfg(double[][] points, double[] reference)
    {
        // Points that are worst in the last loss first: what the others leave of them is small.
        Array.Sort(points, (a, b) => b[^1].CompareTo(a[^1]));
        var volume = 0.0;
        for (var k = 0; k < points.Length; k++)
        {
            var own = 1.0;
            for (var i = 0; i < reference.Length; i++)
                own *= reference[i] - points[k][i];
            if (k + 1 < points.Length)
            {
                var limited = new List<double[]>(points.Length - k - 1);
                for (var other = k + 1; other < points.Length; other++)
                    limited.Add([.. points[other].Select((value, i) => Math.Max(value, points[k][i]))]);
                own -= Wfg([.. NonDominated(limited)], reference);
            }

            volume += own;
        }

        return volume;
    }

    private static IEnumerable<double[]> NonDominated(List<double[]> points)
    {
        for (var k = 0; k < points.Count; k++)
        {
            var isBeaten = false;
            for (var other = 0; other < points.Count && !isBeaten; other++)
            {
                // Of equal points the first stays.
                isBeaten = other != k && (Domination.Dominates(points[other], points[k]) || (other < k && points[other].AsSpan().SequenceEqual(points[k])));
            }

            if (!isBeaten)
                yield return points[k];
        }
    }
}
