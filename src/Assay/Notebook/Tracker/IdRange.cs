namespace Assay.Notebook.Tracker;

/// <summary>Writes experiment ids as people do: runs of consecutive numbers as ranges.</summary>
internal static class IdRange
{
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
            while (last + 1 < ids.Count && IsNext(ids[last], ids[last + 1]))
                last++;
            parts.Add(last == first ? ids[first] : last == first + 1 ? $"{ids[first]}, {ids[last]}" : $"{ids[first]} to {ids[last]}");
            first = last + 1;
        }

        return string.Join(", ", parts);
    }

    private static bool IsNext(string id, string next)
    {
        var (prefix, number) = Split(id);
        var (nextPrefix, nextNumber) = Split(next);
        return number is not null && prefix == nextPrefix && nextNumber == number + 1;
    }

    private static (string Prefix, long? Number) Split(string id)
    {
        var digits = id.Length;
        while (digits > 0 && char.IsAsciiDigit(id[digits - 1]))
            digits--;
        return (id[..digits], long.TryParse(id.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
    }
}
