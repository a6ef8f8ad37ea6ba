using System.Numerics;

namespace Assay.Statistics;

/// <summary>Exact null distributions of rank statistics. All terms are positive, so nothing cancels: relative errors stay near 1e-14 in the far tail.</summary>
internal static class RankSumDistribution
{
    /// <summary>P(U = u) for u = 0 … ⌊m·n/2⌋ without ties; the other half mirrors it.</summary>
    /// <remarks>
    /// The largest value belongs to the first sample with probability m/(m + n), and then beats all n of the second:
    /// p(m, n, u) = m/(m + n) · p(m − 1, n, u − n) + n/(m + n) · p(m, n − 1, u). Mann and Whitney, Annals of Mathematical Statistics 18 (1947), as probabilities.
    /// </remarks>
    public static double[] MannWhitney(int first, int second)
    {
        var (m, n) = (Math.Max(first, second), Math.Min(first, second));
        var length = (int)((long)m * n / 2) + 1;
        // rows[j] holds p(i, j, ·) for the current i; 0 of either sample leaves U = 0.
        var rows = new double[n + 1][];
        for (var j = 0; j <= n; j++)
        {
            rows[j] = new double[length];
            rows[j][0] = 1;
        }

        for (var i = 1; i <= m; i++)
        {
            for (var j = 1; j <= n; j++)
            {
                var (fromFirst, fromSecond) = (i / (double)(i + j), j / (double)(i + j));
                Combine(rows[j], j, fromFirst, rows[j - 1], fromSecond, (int)Math.Min(length, ((long)i * j) + 1));
            }
        }

        return rows[n];
    }

    /// <summary>P(Σ of the chosen = s) when <paramref name="chosen"/> of the weights are chosen, each set equally likely.</summary>
    /// <param name="weights">Doubled midranks.</param>
    /// <param name="chosen">How many are chosen.</param>
    public static double[] Subsets(int[] weights, int chosen)
    {
        int[] ordered = [.. weights.Order()];
        var longest = ordered.TakeLast(chosen).Sum();
        var counts = new double[chosen + 1][];
        for (var size = 0; size <= chosen; size++)
            counts[size] = new double[longest + 1];
        counts[0][0] = 1;
        var reached = 0;
        for (var item = 0; item < ordered.Length; item++)
        {
            reached = Math.Min(longest, reached + ordered[item]);
            for (var size = Math.Min(chosen, item + 1); size >= 1; size--)
                AddShifted(counts[size], counts[size - 1], ordered[item], reached);
        }

        var all = counts[chosen].Sum();
        return Array.ConvertAll(counts[chosen], count => count / all);
    }

    /// <summary>P(Σ of the chosen = s) when each weight is chosen with probability ½.</summary>
    /// <param name="weights">Doubled midranks, or ranks.</param>
    public static double[] SignedRanks(int[] weights)
    {
        var probabilities = new double[weights.Sum() + 1];
        probabilities[0] = 1;
        var reached = 0;
        foreach (var weight in weights)
        {
            reached += weight;
            for (var sum = reached; sum >= weight; sum--)
                probabilities[sum] = (probabilities[sum] + probabilities[sum - weight]) / 2;
            for (var sum = Math.Min(weight, reached + 1) - 1; sum >= 0; sum--)
                probabilities[sum] /= 2;
        }

        return probabilities;
    }

    // row[u] = a · row[u − shift] + b · other[u] for u < length, from the end so that row is still the old one where it is read.
    private static void Combine(double[] row, int shift, double a, double[] other, double b, int length)
    {
        var end = length;
        // Whole vectors only where what is written is not read again: the shift is at least a vector long.
        if (shift >= Vector<double>.Count)
        {
            var (scaleA, scaleB) = (new Vector<double>(a), new Vector<double>(b));
            for (; end - Vector<double>.Count >= shift; end -= Vector<double>.Count)
            {
                var start = end - Vector<double>.Count;
                ((scaleA * new Vector<double>(row, start - shift)) + (scaleB * new Vector<double>(other, start))).CopyTo(row, start);
            }
        }

        for (var u = end - 1; u >= 0; u--)
            row[u] = (u >= shift ? a * row[u - shift] : 0) + (b * other[u]);
    }

    private static void AddShifted(double[] to, double[] from, int shift, int reached)
    {
        for (var sum = shift; sum <= reached; sum++)
            to[sum] += from[sum - shift];
    }
}
