namespace Assay.Planning.Expansion;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1h30m</c>, <c>1d</c>.</summary>
internal static class Duration
{
    public const string Word = "a duration such as 30s, 5m, 1h30m or 1d";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    // A year: a longer one is a slip, and every sum of runs stays far from overflow.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Whole numbers with units, the largest unit first, each once; more than nothing, at most 366 days.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var last = TimeSpan.MaxValue;
        var rest = text.AsSpan().Trim();
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9)
                return false;
            var number = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..];
            var (unit, length) = UnitOf(rest);
            if (length <= TimeSpan.Zero || length >= last)
                return false;
            duration += number * length;
            if (duration > Longest)
                return false;
            last = length;
            rest = rest[unit.Length..];
        }

        return duration > TimeSpan.Zero;
    }

    private static (string Unit, TimeSpan Length) UnitOf(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Unit, StringComparison.Ordinal))
                return unit;
        }

        return ("", TimeSpan.Zero);
    }
}
