using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    // Drawn for a curve that never moves: neither low nor high.
    private const char Flat = '▄';
    private const char Gap = ' ';

    /// <summary>
    /// Draws values from left to right. When there are more values than columns, every two columns show the smallest and the
    /// largest of their share in the order they came, so that a spike of one value is seen.
    /// </summary>
    /// <param name="values">The values by step; NaN and undefined leave a gap, ±Infinity stand at the edge.</param>
    /// <param name="columns">Most columns to use, at least 2.</param>
    /// <returns>At most <paramref name="columns"/> characters.</returns>
    public static string Draw(IReadOnlyList<MetricValue> values, int columns)
    {
        double?[] shown = values.Count <= columns ? [.. values.Select(v => v.NumberOrNull)] : Share(values, columns / 2);
        var finite = shown.Where(v => v is { } number && double.IsFinite(number)).Select(v => v!.Value).DefaultIfEmpty(0);
        double low = finite.Min(), high = finite.Max();
        return string.Concat(shown.Select(value => Level(value, low, high)));
    }

    private static double?[] Share(IReadOnlyList<MetricValue> values, int buckets)
    {
        var shown = new double?[buckets * 2];
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var from = (int)((long)values.Count * bucket / buckets);
            var to = (int)((long)values.Count * (bucket + 1) / buckets);
            int low = -1, high = -1;
            for (var i = from; i < to; i++)
            {
                if (values[i].NumberOrNull is not { } number)
                    continue;
                if (low < 0 || number < values[low].Number)
                    low = i;
                if (high < 0 || number > values[high].Number)
                    high = i;
            }

            if (low < 0)
                continue;
            shown[bucket * 2] = values[Math.Min(low, high)].Number;
            shown[(bucket * 2) + 1] = values[Math.Max(low, high)].Number;
        }

        return shown;
    }

    private static char Level(double? value, double low, double high)
    {
        if (value is not { } number)
            return Gap;
        if (double.IsInfinity(number))
            return number > 0 ? Levels[^1] : Levels[0];
        if (high == low)
            return Flat;
        // Halved before subtracting: the span of two huge numbers of opposite sign would overflow.
        var place = ((number / 2) - (low / 2)) / ((high / 2) - (low / 2));
        return Levels[Math.Clamp((int)(place * Levels.Length), 0, Levels.Length - 1)];
    }
}
