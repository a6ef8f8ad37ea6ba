namespace Assay.Statistics;

/// <summary>Ranks with ties sharing their mean, doubled so that they are whole numbers.</summary>
internal static class MidRanks
{
    /// <summary>Twice the rank of each value (1 for the smallest), and Σ(t³ − t) over groups of t equal values.</summary>
    public static (int[] Doubled, double TieTerm) Of(ReadOnlySpan<double> values)
    {
        var order = Ranking.Order(values);
        var doubled = new int[values.Length];
        var ties = 0.0;
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]] == values[order[start]])
                end++;
            for (var position = start; position <= end; position++)
                doubled[order[position]] = start + end + 2;
            var count = end - start + 1.0;
            ties += (count * count * count) - count;
            start = end + 1;
        }

        return (doubled, ties);
    }
}
