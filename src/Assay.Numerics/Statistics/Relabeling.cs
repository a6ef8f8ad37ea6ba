namespace Assay.Statistics;

/// <summary>Units (values, or clusters of them) dealt anew to two samples, and where each deal overtakes the true one.</summary>
internal sealed class Relabeling
{
    // Differences closer than this share of the values' mean magnitude are ties, apart only by rounding.
    private const double Rounding = 1e-12;

    private readonly double[] _sums;
    private readonly int[] _weights;
    private readonly int _first;
    private readonly int _drawn;      // The smaller sample is dealt, the other is the rest.
    private readonly bool _drawsFirst;
    private readonly double _total;
    private readonly long _rows;
    private readonly long _firstRows;

    /// <summary>Units of both samples, those of the first at the front.</summary>
    public Relabeling(double[] sums, int[] weights, int first)
    {
        _sums = sums;
        _weights = weights;
        _first = first;
        _drawsFirst = first <= sums.Length - first;
        _drawn = Math.Min(first, sums.Length - first);
        _total = sums.Sum();
        _rows = weights.Sum(weight => (long)weight);
        _firstRows = weights.Take(first).Sum(weight => (long)weight);
    }

    /// <summary>Every deal, the true one among them.</summary>
    public Deal[] All(int count)
    {
        var deals = new List<Deal>(count);
        Choose(0, _drawn, default);
        return [.. deals];

        void Choose(int from, int left, Deal deal)
        {
            if (left == 0)
            {
                deals.Add(deal);
                return;
            }

            for (var unit = from; unit <= _sums.Length - left; unit++)
                Choose(unit + 1, left - 1, deal.With(_sums[unit], _weights[unit], unit < _first));
        }
    }

    /// <summary>Deals at random.</summary>
    public Deal[] Random(Resampling resampling)
    {
        var deals = new Deal[resampling.Count];
        resampling.InParts(_sums.Length + _drawn, (from, to) =>
        {
            int[] units = [.. Enumerable.Range(0, _sums.Length)];
            var taken = new int[_drawn];
            for (var resample = from; resample < to; resample++)
            {
                var stream = new RandomStream(resampling.Seed, resample);
                Deal deal = default;
                for (var draw = 0; draw < _drawn; draw++)
                {
                    var place = draw + stream.Below(units.Length - draw);
                    var unit = units[place];
                    (units[place], units[draw]) = (units[draw], unit);
                    taken[draw] = place;
                    deal = deal.With(_sums[unit], _weights[unit], unit < _first);
                }

                // Swaps undone, last first: the next resample does not depend on this one, whichever thread it is on.
                for (var draw = _drawn - 1; draw >= 0; draw--)
                    (units[taken[draw]], units[draw]) = (units[draw], units[taken[draw]]);
                deals[resample] = deal;
            }
        });
        return deals;
    }

    /// <summary>Tail probabilities at a margin, and the crossings for the interval.</summary>
    /// <param name="deals">All deals, or random ones beside which the data are counted once.</param>
    /// <param name="margin">What the first sample's values are lessened by.</param>
    /// <param name="all">Whether the true deal is among them.</param>
    public (double AtLeast, double AtMost, PermutationDistribution Crossings) Judge(Deal[] deals, double margin, bool all)
    {
        Deal truth = default;
        for (var unit = _drawsFirst ? 0 : _first; unit < (_drawsFirst ? _first : _sums.Length); unit++)
            truth = truth.With(_sums[unit], _weights[unit], unit < _first);
        var (difference, _) = Difference(truth);
        var tolerance = Rounding * (_sums.Sum(Math.Abs) + (Math.Abs(margin) * _rows)) / _rows;
        var (atLeast, atMost, always) = all ? (0L, 0L, 0L) : (1L, 1L, 1L);
        var crossings = new List<double>(deals.Length);
        foreach (var deal in deals)
        {
            // Lessening the first sample by m lessens the dealt difference by slope · m, and the true one by m.
            var (dealt, slope) = Difference(deal);
            var gap = dealt - (slope * margin) - (difference - margin);
            atLeast += gap >= -tolerance ? 1 : 0;
            atMost += gap <= tolerance ? 1 : 0;
            if (slope >= 1 - Rounding)
                always++;
            else
                crossings.Add((difference - dealt) / (1 - slope));
        }

        double total = deals.Length + (all ? 0 : 1);
        return (atLeast / total, atMost / total, new([.. crossings], always));
    }

    private (double Difference, double Slope) Difference(Deal deal)
    {
        double rest = _rows - deal.Rows;
        var difference = (deal.Sum / deal.Rows) - ((_total - deal.Sum) / rest);
        var slope = ((double)deal.FirstRows / deal.Rows) - ((_firstRows - deal.FirstRows) / rest);
        return _drawsFirst ? (difference, slope) : (-difference, -slope);
    }

    /// <summary>Sum and rows of the units dealt, and how many of the rows are the first sample's.</summary>
    internal readonly record struct Deal(double Sum, long Rows, long FirstRows)
    {
        public Deal With(double sum, int rows, bool first) => new(Sum + sum, Rows + rows, FirstRows + (first ? rows : 0));
    }
}
