namespace Assay.Statistics;

/// <summary>How many of the 2ⁿ subsets of some numbers have a sum not above, and not below, zero: from the sorted sums of two halves, in 2^(n/2) steps.</summary>
internal static class SubsetSums
{
    /// <summary>The counts; a sum within the tolerance of zero is in both.</summary>
    /// <param name="values">At most 60 numbers.</param>
    /// <param name="tolerance">What rounding may have moved a sum by.</param>
    public static (double NotAbove, double NotBelow) Count(double[] values, double tolerance)
    {
        var (low, high) = (Sorted(values.AsSpan(0, values.Length / 2)), Sorted(values.AsSpan(values.Length / 2)));
        long notAbove = 0, above = 0;
        int atMost = high.Length, below = high.Length;
        foreach (var sum in low)
        {
            while (atMost > 0 && sum + high[atMost - 1] > tolerance)
                atMost--;
            while (below > 0 && sum + high[below - 1] >= -tolerance)
                below--;
            notAbove += atMost;
            above += high.Length - below;
        }

        return (notAbove, above);
    }

    // Sums without and with the next number are both in order: merging keeps them so.
    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sums = [0];
        foreach (var value in values)
        {
            var merged = new double[sums.Length * 2];
            for (int next = 0, without = 0, with = 0; next < merged.Length; next++)
            {
                merged[next] = with >= sums.Length || (without < sums.Length && sums[without] <= sums[with] + value)
                    ? sums[without++]
                    : sums[with++] + value;
            }

            sums = merged;
        }

        return sums;
    }
}
