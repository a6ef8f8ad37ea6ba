namespace Assay.Statistics;

/// <summary>Order statistics of all differences between two samples, or of all pairwise means of one, without making them: O((m + n) · 64) each.</summary>
internal static class PairwiseOrder
{
    /// <summary>The k-th smallest (from 1) of the m·n differences x − y.</summary>
    public static double Difference(double[] sortedX, double[] sortedY, long k) => Smallest(value => DifferencesAtMost(sortedX, sortedY, value), k);

    /// <summary>The k-th smallest (from 1) of the n(n + 1)/2 means (x + y)/2 over pairs with repetition: the Walsh averages.</summary>
    public static double Mean(double[] sorted, long k) => Smallest(value => MeansAtMost(sorted, value), k);

    /// <summary>The median of the m·n differences: the Hodges–Lehmann estimate of a shift.</summary>
    public static double MedianDifference(double[] sortedX, double[] sortedY)
    {
        var count = (long)sortedX.Length * sortedY.Length;
        var low = Difference(sortedX, sortedY, (count + 1) / 2);
        return count % 2 == 1 ? low : (low + Difference(sortedX, sortedY, (count / 2) + 1)) / 2;
    }

    /// <summary>The median of the Walsh averages: the Hodges–Lehmann estimate of a center.</summary>
    public static double MedianMean(double[] sorted)
    {
        var count = (long)sorted.Length * (sorted.Length + 1) / 2;
        var low = Mean(sorted, (count + 1) / 2);
        return count % 2 == 1 ? low : (low + Mean(sorted, (count / 2) + 1)) / 2;
    }

    private static long DifferencesAtMost(double[] x, double[] y, double value)
    {
        var (count, from) = (0L, 0);
        foreach (var minuend in x)
        {
            // Rounding keeps the order, so the pairs at most value are those from some y on, and that y only moves up.
            while (from < y.Length && minuend - y[from] > value)
                from++;
            count += y.Length - from;
        }

        return count;
    }

    private static long MeansAtMost(double[] sorted, double value)
    {
        var (count, end) = (0L, sorted.Length);
        for (var low = 0; low < sorted.Length; low++)
        {
            while (end > 0 && (sorted[low] + sorted[end - 1]) / 2 > value)
                end--;
            if (end <= low)
                break;
            count += end - low;
        }

        return count;
    }

    // Halves the range of doubles in their order as bit patterns: ends at the very number of which k are at most.
    private static double Smallest(Func<double, long> countAtMost, long k)
    {
        var (low, high) = (Ordered(double.MinValue), Ordered(double.MaxValue));
        while (low < high)
        {
            var middle = low + (long)((ulong)(high - low) >> 1);
            if (countAtMost(FromOrdered(middle)) >= k)
                high = middle;
            else
                low = middle + 1;
        }

        return FromOrdered(low);
    }

    private static long Ordered(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double FromOrdered(long ordered) => BitConverter.Int64BitsToDouble(ordered < 0 ? long.MinValue - ordered : ordered);
}
