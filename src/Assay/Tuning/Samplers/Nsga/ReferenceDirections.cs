namespace Assay.Tuning.Samplers.Nsga;

/// <summary>Points spread evenly over the plane on which coordinates sum to 1.</summary>
/// <remarks>Source: Das and Dennis, "Normal-boundary intersection", SIAM Journal on Optimization 8 (1998).</remarks>
internal static class ReferenceDirections
{
    /// <summary>All points whose coordinates are multiples of 1 / divisions.</summary>
    /// <param name="objectives">Coordinates, at least 1.</param>
    /// <param name="divisions">At least 1.</param>
    /// <returns>(divisions + objectives − 1 choose objectives − 1) points.</returns>
    public static IReadOnlyList<double[]> Of(int objectives, int divisions)
    {
        var points = new List<double[]>();
        Fill(new int[objectives], 0, divisions);
        return points;

        void Fill(int[] parts, int at, int left)
        {
            if (at == parts.Length - 1)
            {
                parts[at] = left;
                points.Add(Array.ConvertAll(parts, part => part / (double)divisions));
                return;
            }

            for (parts[at] = 0; parts[at] <= left; parts[at]++)
                Fill(parts, at + 1, left - parts[at]);
        }
    }

    /// <summary>As many points as a population can hold, at least those on the axes.</summary>
    public static IReadOnlyList<double[]> For(int objectives, int population)
    {
        var divisions = 1;
        while (objectives > 1 && Count(objectives, divisions + 1) <= population)
            divisions++;
        return Of(objectives, divisions);
    }

    private static double Count(int objectives, int divisions)
    {
        var count = 1.0;
        for (var i = 1; i < objectives; i++)
            count = count * (divisions + i) / i;
        return Math.Round(count);
    }
}
