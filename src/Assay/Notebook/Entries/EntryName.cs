namespace Assay.Notebook.Entries;

/// <summary>What people call runs: <c>Run 13</c>, <c>20251203_141500_j8812</c>, <c>run_20260212T091700Z</c>; and the keys of a book's entries.</summary>
internal static partial class EntryName
{
    /// <summary>Title of what has neither name nor title.</summary>
    public const string Untitled = "Untitled";

    /// <summary>Reads a name that stands in front of a title: one of the known kinds, or any in code quotes before a colon.</summary>
    /// <param name="heading">The heading without its date.</param>
    /// <param name="title">What follows; null for nothing.</param>
    /// <returns>The name; null when the heading has none.</returns>
    public static string? Split(string heading, out string? title)
    {
        var match = Pattern().Match(heading);
        var text = match.Success ? heading[match.Length..] : heading;
        title = text.Trim() is { Length: > 0 } rest ? rest : null;
        return !match.Success ? null : match.Groups["any"].Success ? match.Groups["any"].Value.Trim() : match.Groups["name"].Value;
    }

    /// <summary>Name and title as a heading.</summary>
    /// <param name="name">The name; null for none.</param>
    /// <param name="title">The title; null for none.</param>
    /// <returns>Text that <see cref="Split"/> reads back.</returns>
    public static string Join(string? name, string? title)
    {
        if (name is null)
            return title ?? Untitled;
        var shown = IsKnown(name) ? name : $"`{name}`";
        return title is null ? shown : $"{shown}: {title}";
    }

    /// <summary>Whether a name is of one of the kinds that need no quotes.</summary>
    /// <param name="name">A name.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsKnown(string name) => Split(name, out var rest) == name && rest is null;

    /// <summary>The number of a name such as <c>Run 13</c>.</summary>
    /// <param name="name">A name; null for none.</param>
    /// <returns>The number; 0 when it is no such name.</returns>
    public static int Number(string? name) =>
        name is not null && name.StartsWith("Run ", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The moment a run's name tells.</summary>
    /// <param name="name">A name; null for none.</param>
    /// <returns>To the second; null when the name tells none.</returns>
    public static LogDate? Date(string? name)
    {
        if (name is null || Moment().Match(name) is not { Success: true } match)
            return null;
        return DateTimeOffset.TryParseExact(match.Groups["day"].Value + match.Groups["time"].Value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new LogDate(time, DatePrecision.Second) : null;
    }

    /// <summary>Gives every entry its key: name, else title and date; equal ones are told apart by their order.</summary>
    /// <param name="entries">Entries in the order of the log.</param>
    /// <returns>The same with keys.</returns>
    public static IReadOnlyList<LogEntry> WithKeys(IEnumerable<LogEntry> entries)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var list = new List<LogEntry>();
        foreach (var entry in entries)
        {
            var key = entry.Name ?? (entry.Title ?? Untitled) + (entry.Date is { } date ? $" ({date})" : "");
            var count = seen[key] = seen.GetValueOrDefault(key) + 1;
            list.Add(entry with { Key = count == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key} #{count}") });
        }

        return list;
    }

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^(?:(?<name>(?:Run|run)\s\d{1,9}[a-z]?|run_\d{8}T\d{6}Z|\d{8}_\d{6}(?:_j?\d+)?)|`(?<any>[^`]+)`)(?:$|\s*:(?:\s+|$)|\s+[–—-]\s+)",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Pattern();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:run_)?(?<day>\d{8})[T_](?<time>\d{6})(?:Z|_j?\d+)?$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Moment();
}
