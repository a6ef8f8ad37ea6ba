namespace Assay.Statistics;

/// <summary>Rows in the order of their scores with ties marked: the area under the ROC curve of any resample of the rows follows from counts, without sorting again.</summary>
internal sealed class Ranking
{
    private readonly bool[] _positive;  // By position, ascending score.
    private readonly bool[] _tiesAbove; // Whether the next position has the same score.
    private readonly int[]? _row;       // Row at each position; null when rows are numbered by position.

    private Ranking(bool[] positive, bool[] tiesAbove, int[]? row)
    {
        _positive = positive;
        _tiesAbove = tiesAbove;
        _row = row;
    }

    /// <summary>Rows in ascending order of their scores; equal scores keep their order.</summary>
    public static int[] Order(ReadOnlySpan<double> scores)
    {
        var keys = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        return order;
    }

    /// <summary>The ranking of scores.</summary>
    /// <param name="scores">Finite scores.</param>
    /// <param name="positives">Class of each row.</param>
    /// <param name="order">Rows in ascending order of these scores.</param>
    /// <param name="numbering">How callers number rows: row numbering[i] is theirs i. Null: by this ranking's own positions.</param>
    public static Ranking Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, int[] order, int[]? numbering = null)
    {
        var (positive, ties) = (new bool[order.Length], new bool[order.Length]);
        for (var position = 0; position < order.Length; position++)
        {
            positive[position] = positives[order[position]];
            ties[position] = position + 1 < order.Length && scores[order[position]] == scores[order[position + 1]];
        }

        if (numbering is null)
            return new(positive, ties, null);
        var number = new int[order.Length];
        for (var index = 0; index < numbering.Length; index++)
            number[numbering[index]] = index;
        return new(positive, ties, Array.ConvertAll(order, row => number[row]));
    }

    /// <summary>Negatives' and positives' numbers.</summary>
    public int[][] Classes()
    {
        int[] all = [.. Enumerable.Range(0, _positive.Length)];
        return [[.. all.Where(row => !_positive[row])], [.. all.Where(row => _positive[row])]];
    }

    /// <summary>The area when each row occurs as often as told; NaN when a class does not occur.</summary>
    public double Area(int[] counts)
    {
        // Twice the number of (positive, negative) pairs in order: a positive has all negatives below it twice and those that tie once.
        var (twice, negatives, positives) = (0L, 0L, 0L);
        for (var position = 0; position < _positive.Length; position++)
        {
            var (tiedPositives, tiedNegatives) = (0L, 0L);
            while (true)
            {
                long count = counts[_row is null ? position : _row[position]];
                if (_positive[position])
                    tiedPositives += count;
                else
                    tiedNegatives += count;
                if (!_tiesAbove[position])
                    break;
                position++;
            }

            twice += tiedPositives * ((2 * negatives) + tiedNegatives);
            negatives += tiedNegatives;
            positives += tiedPositives;
        }

        return positives == 0 || negatives == 0 ? double.NaN : twice / (2.0 * positives * negatives);
    }

    /// <summary>Placement of every row by number: for a positive the share of negatives below it, for a negative that of positives above it, ties half.</summary>
    /// <remarks>The structural components of DeLong, DeLong and Clarke-Pearson (1988); each class' mean is the area.</remarks>
    public double[] Placements()
    {
        var placements = new double[_positive.Length];
        double positives = _positive.AsSpan().Count(true);
        var negatives = _positive.Length - positives;
        var (below, abovePositives) = (0.0, positives);
        for (var start = 0; start < _positive.Length;)
        {
            var end = start;
            while (_tiesAbove[end])
                end++;
            var tied = _positive.AsSpan(start..(end + 1));
            double tiedPositives = tied.Count(true);
            var tiedNegatives = tied.Length - tiedPositives;
            abovePositives -= tiedPositives;
            for (var position = start; position <= end; position++)
            {
                placements[_row is null ? position : _row[position]] = _positive[position]
                    ? (below + (tiedNegatives / 2)) / negatives
                    : (abovePositives + (tiedPositives / 2)) / positives;
            }

            below += tiedNegatives;
            start = end + 1;
        }

        return placements;
    }

    /// <summary>The area without each row, by number; NaN where a class would vanish.</summary>
    public double[] AreasWithoutOne()
    {
        var placements = Placements();
        double positives = _positive.AsSpan().Count(true);
        var negatives = _positive.Length - positives;
        var area = 0.0;
        for (var position = 0; position < _positive.Length; position++)
            area += _positive[position] ? placements[_row is null ? position : _row[position]] / positives : 0;
        var without = new double[placements.Length];
        for (var position = 0; position < _positive.Length; position++)
        {
            var row = _row is null ? position : _row[position];
            var members = _positive[position] ? positives : negatives;
            without[row] = members == 1 ? double.NaN : ((area * members) - placements[row]) / (members - 1);
        }

        return without;
    }
}
