namespace Assay.Planning.Expansion;

/// <summary>Ids from first to last: <c>LF-55..LF-60</c>, zero padding kept (<c>LF-01..LF-20</c>).</summary>
internal sealed record IdRange(string Prefix, long First, long Last, int Width)
{
    public long Count => Last - First + 1;

    public IEnumerable<string> Ids()
    {
        for (var number = First; number <= Last; number++)
            yield return Id(number);
    }

    /// <summary>The range that starts as this one does and holds <paramref name="count"/> ids, as it would be written.</summary>
    public string WithCount(long count) => $"{Id(First)}..{Id(First + count - 1)}";

    /// <summary>Parses a range; <paramref name="fault"/> says what is wrong with text that holds <c>..</c> and is none.</summary>
    public static IdRange? Parse(string text, out string? fault)
    {
        fault = null;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var (first, last) = (text[..dots].Trim(), text[(dots + 2)..].Trim());
        var (prefix, firstDigits) = Split(first);
        var (lastPrefix, lastDigits) = Split(last);
        if (firstDigits.Length is 0 or > 15 || lastDigits.Length is 0 or > 15)
            fault = $"'{text}' is not a range of ids: both ends need a number, as in LF-55..LF-60";
        else if (lastPrefix.Length > 0 && lastPrefix != prefix)
            fault = $"'{text}' starts with '{prefix}' and ends with '{lastPrefix}'; a range keeps its prefix";
        else if (lastDigits.Length != firstDigits.Length && (lastDigits[0] == '0' || firstDigits[0] == '0') && firstDigits != "0")
            fault = $"'{text}' pads its ends to different widths";
        if (fault is not null)
            return null;
        var range = new IdRange(
            prefix, long.Parse(firstDigits, CultureInfo.InvariantCulture), long.Parse(lastDigits, CultureInfo.InvariantCulture), firstDigits.Length);
        if (range.Last < range.First)
            fault = $"'{text}' runs backwards";
        return fault is null ? range : null;
    }

    private string Id(long number) => Prefix + number.ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0');

    private static (string Prefix, string Digits) Split(string id)
    {
        var start = id.Length;
        while (start > 0 && char.IsAsciiDigit(id[start - 1]))
            start--;
        return (id[..start], id[start..]);
    }
}
