namespace Assay.Execution;

/// <summary>Durations in words.</summary>
internal static class Durations
{
    /// <summary>The two largest units that are not zero: <c>2h</c>, <c>1h30m</c>, <c>90s</c> as <c>1m30s</c>, <c>250ms</c>.</summary>
    internal static string Text(TimeSpan duration)
    {
        (long Count, string Unit)[] parts =
        [
            (duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "m"), (duration.Seconds, "s"), (duration.Milliseconds, "ms"),
        ];
        var words = parts.SkipWhile(p => p.Count == 0).Take(2).Where(p => p.Count != 0).Select(p => p.Count.ToString(CultureInfo.InvariantCulture) + p.Unit);
        return string.Concat(words) is { Length: > 0 } text ? text : "0s";
    }
}
