using System.Text.RegularExpressions;

namespace Assay.Notebook.Tracker;

/// <summary>Experiment ids as people write them: runs of consecutive numbers as ranges, and back.</summary>
internal static partial class IdRange
{
    // A range that names more is a slip of the pen, not a plan.
    private const long LongestRange = 10_000;

    /// <summary>E.g. <c>LF-55 to LF-60</c>, <c>QS-1, QS-3 to QS-5</c>.</summary>
    /// <param name="ids">Distinct ids in order.</param>
    /// <returns>The text; "-" when there is none.</returns>
    public static string Describe(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return "-";
        List<string> parts = [];
        for (var first = 0; first < ids.Count;)
        {
            var last = first;
            while (last + 1 < ids.Count && Next(ids[last], Width(ids[first])) == ids[last + 1])
                last++;
            parts.Add(last == first ? ids[first] : last == first + 1 ? $"{ids[first]}, {ids[last]}" : $"{ids[first]} to {ids[last]}");
            first = last + 1;
        }

        return string.Join(", ", parts);
    }

    /// <summary>The ids of a text: <c>LF-55 to LF-60</c>, <c>LF-55..LF-60</c>, <c>P1-P12</c>, <c>A-1, A-3 to A-5</c>; leading zeros are kept.</summary>
    /// <param name="text">What a table's cell says.</param>
    /// <returns>The ids in order; a piece that is no range stands for itself.</returns>
    public static List<string> Expand(string text)
    {
        List<string> ids = [];
        if (text.Trim() is "" or "-" or "–" or "—")
            return ids;
        foreach (var piece in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Range().Match(piece) is { Success: true } range && ids.Count < LongestRange && ExpandRange(range) is { } expanded)
                ids.AddRange(expanded);
            else
                ids.Add(piece);
        }

        return ids;
    }

    private static List<string>? ExpandRange(Match range)
    {
        var (prefix, first, end) = (range.Groups["prefix"].Value, range.Groups["first"].Value, range.Groups["end"].Value);
        if (end.Length > 0 && end != prefix)
            return null;
        if (!long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !long.TryParse(range.Groups["last"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            return null;
        if (to < from || to - from >= LongestRange)
            return null;
        List<string> ids = [];
        for (var number = from; number <= to; number++)
            ids.Add(prefix + Padded(number, first.Length));
        return ids;
    }

    private static string? Next(string id, int width)
    {
        var digits = id.Length;
        while (digits > 0 && char.IsAsciiDigit(id[digits - 1]))
            digits--;
        return long.TryParse(id.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue ? id[..digits] + Padded(number + 1, width) : null;
    }

    private static int Width(string id) => id.Length - id.AsSpan().TrimEnd("0123456789").Length;

    private static string Padded(long number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    [GeneratedRegex(@"^(?<prefix>\S*?)(?<first>\d+)\s*(?:to|through|\.{2,3}|…|[–—-])\s*(?<end>\S*?)(?<last>\d+)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();
}
