namespace Assay.Notebook;

/// <summary>A date as people state it in a log: of any precision, perhaps approximate. Read and written in UTC.</summary>
/// <param name="Start">The first moment it may mean, UTC.</param>
/// <param name="Precision">How exact it is.</param>
/// <param name="IsApproximate">Whether the person said so.</param>
public readonly partial record struct LogDate(DateTimeOffset Start, DatePrecision Precision, bool IsApproximate = false)
{
    private static readonly string[] Patterns = ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>A moment, to the minute.</summary>
    /// <param name="time">The moment.</param>
    /// <returns>Its date.</returns>
    public static LogDate OfMinute(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return new LogDate(new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, 0, TimeSpan.Zero), DatePrecision.Minute);
    }

    /// <summary>Finds the first date of a text: <c>2025</c>, <c>2025-11</c>, <c>2025-12-01</c>, with or without a time, with "~" or "(approximate)".</summary>
    /// <param name="text">Any text.</param>
    /// <param name="date">The date.</param>
    /// <param name="rest">The text without the date and its mark, trimmed.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string text, out LogDate date, out string rest)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (System.Text.RegularExpressions.Match match in Pattern().Matches(text))
        {
            int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : -1;
            var (month, day, hour, minute, second) = (Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"));
            if (month is 0 or > 12 || day == 0 || hour > 23 || minute > 59 || second > 59 || (day > 0 && day > DateTime.DaysInMonth(Part("year"), month)))
                continue;
            var start = new DateTimeOffset(Part("year"), Math.Max(month, 1), Math.Max(day, 1), Math.Max(hour, 0), Math.Max(minute, 0), Math.Max(second, 0), TimeSpan.Zero);
            var precision = second >= 0 ? DatePrecision.Second : minute >= 0 ? DatePrecision.Minute : day > 0 ? DatePrecision.Day : month > 0 ? DatePrecision.Month : DatePrecision.Year;
            date = new LogDate(start, precision, match.Groups["about"].Success);
            rest = (text[..match.Index] + text[(match.Index + match.Length)..]).Trim();
            return true;
        }

        (date, rest) = (default, text);
        return false;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The whole text is one date.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out LogDate date)
    {
        date = default;
        return text is not null && TryFind(text, out date, out var rest) && rest.Length == 0;
    }

    /// <summary>The date as logs show it, e.g. <c>2025-12-01 (approximate)</c>.</summary>
    /// <returns>The text; <see cref="TryFind"/> reads it back.</returns>
    public string ToLogText() => Text() + (IsApproximate ? " (approximate)" : "");

    /// <summary>The date in the form of ISO 8601-2 (EDTF): reduced precision, "~" when approximate, a blank before the time.</summary>
    /// <returns>E.g. <c>2025-11~</c>.</returns>
    public override string ToString() => Text() + (IsApproximate ? "~" : "");

    private string Text() => Start.UtcDateTime.ToString(Patterns[(int)Precision], CultureInfo.InvariantCulture);

    [System.Text.RegularExpressions.GeneratedRegex(
        @"(?<![\d\w/.-])(?<year>(?:19|20)\d\d)(?:-(?<month>\d\d)(?:-(?<day>\d\d)(?:(?:T|\s+(?:at\s+)?)(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d+)?)?(?:Z|\s*UTC)?)?)?)?(?![\d\w/]|-\d)(?<about>~|\s*\((?:approximate|approx\.?|about|circa|ca\.?)\))?",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.IgnoreCase, 1000)]
    private static partial System.Text.RegularExpressions.Regex Pattern();
}
