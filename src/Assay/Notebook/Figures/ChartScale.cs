namespace Assay.Notebook.Figures;

/// <summary>Maps values of an axis to places on the drawing, and chooses where its ticks stand.</summary>
internal sealed class ChartScale
{
    private const int WishedTicks = 6;
    private readonly double _from;
    private readonly double _to;
    private readonly double _start;
    private readonly double _length;

    /// <summary>A scale that holds all values that have a place.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is to be shown.</param>
    /// <param name="start">Where the axis begins on the drawing.</param>
    /// <param name="end">Where it ends; smaller than <paramref name="start"/> for an axis that goes up.</param>
    public ChartScale(ChartAxis axis, IEnumerable<double> values, double start, double end)
    {
        IsLogarithmic = axis.IsLogarithmic;
        _start = start;
        _length = end - start;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(HasPlace))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high)
            (low, high) = IsLogarithmic ? (1, 10) : (0, 1);
        (_from, _to) = Widened(Forward(axis.From ?? low), Forward(axis.To ?? high), axis.From is null, axis.To is null);
        Ticks = IsLogarithmic ? LogTicks() : LinearTicks();
    }

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The ticks' values with their texts, ascending; empty texts for ticks between.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks { get; }

    /// <summary>Whether a value can be shown on such an axis.</summary>
    public bool HasPlace(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);

    /// <summary>Where a value stands on the drawing; outside the axis when it is outside the range.</summary>
    public double Place(double value) => _start + ((Forward(value) - _from) / (_to - _from) * _length);

    /// <summary>Whether a value lies within the range, ends included.</summary>
    public bool Holds(double value) => HasPlace(value) && Forward(value) >= _from - 1e-9 && Forward(value) <= _to + 1e-9;

    private double Forward(double value) => IsLogarithmic ? Math.Log10(value) : value;

    private static (double From, double To) Widened(double from, double to, bool atStart, bool atEnd)
    {
        if (to <= from)
        {
            // One value only: any range around it is as good.
            var half = from == 0 ? 1 : Math.Abs(from) * 0.1;
            return (from - half, from + half);
        }

        var margin = (to - from) * 0.05;
        return (atStart ? from - margin : from, atEnd ? to + margin : to);
    }

    // Steps of 1, 2 or 5 times a power of ten.
    private List<(double, string)> LinearTicks()
    {
        var rough = (_to - _from) / WishedTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        var decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        var ticks = new List<(double, string)>();
        var first = Math.Ceiling((_from / step) - 1e-9);
        for (var i = 0; first + i <= (_to / step) + 1e-9 && i < 100; i++)
        {
            var value = (first + i) * step;
            ticks.Add((value, Text(value, decimals)));
        }

        return ticks;
    }

    private List<(double, string)> LogTicks()
    {
        var ticks = new List<(double, string)>();
        var decades = _to - _from;
        // Below about two decades the ticks between need texts as well, above many decades some powers lose theirs.
        var each = Math.Max(1, (int)Math.Ceiling(decades / 10));
        for (var power = (int)Math.Floor(_from); power <= Math.Ceiling(_to) && ticks.Count < 400; power++)
        {
            for (var digit = 1; digit <= 9; digit++)
            {
                var value = digit * Math.Pow(10, power);
                if (!Holds(value) || (digit > 1 && decades > 6))
                    continue;
                var isNamed = digit == 1 ? power % each == 0 : decades < 2.2 && digit is 2 or 5;
                ticks.Add((value, isNamed ? Text(value, Math.Max(0, -power)) : ""));
            }
        }

        return ticks;
    }

    private static string Text(double value, int decimals)
    {
        if (value == 0)
            return "0";
        var size = Math.Abs(value);
        return size is >= 1e6 or < 1e-4
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : value.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture).Replace(",", "\u202f", StringComparison.Ordinal);
    }
}
