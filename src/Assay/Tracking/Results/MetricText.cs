namespace Assay.Tracking.Results;

/// <summary>Numbers as programs print them.</summary>
internal static class MetricText
{
    /// <summary>
    /// A number in invariant notation (no thousands separators), a per cent sign allowed and without effect on the number; <c>nan</c>,
    /// <c>inf</c> and <c>infinity</c> in any case, signed or not. <see langword="null"/> for anything else.
    /// </summary>
    internal static double? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.EndsWith("%"))
            text = text[..^1].TrimEnd();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        var negative = text.StartsWith("-");
        var bare = negative || text.StartsWith("+") ? text[1..] : text;
        if (bare.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase) || bare.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            return negative ? double.NegativeInfinity : double.PositiveInfinity;
        return null;
    }

    /// <summary>The number as a step, when it is whole and exactly represented.</summary>
    internal static long? Whole(double number) =>
        double.IsInteger(number) && Math.Abs(number) <= 1L << 53 ? (long)number : null;

    /// <summary>The first names of a list, for "the file has …".</summary>
    internal static string Names(IEnumerable<string> names)
    {
        const int Shown = 8;
        var list = names.Take(Shown + 1).ToList();
        return list.Count == 0 ? "none" : string.Join(", ", list.Take(Shown)) + (list.Count > Shown ? ", …" : "");
    }
}
