using System.Text.Json;
using Assay.Foundation.Text;
using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Reads what people type; a mistake is one sentence that names the option, what was found and what was expected.</summary>
internal static class Values
{
    /// <summary>Reads a whole number from 1.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="text">What was typed; null for the default.</param>
    /// <param name="usual">The default.</param>
    /// <param name="most">The largest that is accepted.</param>
    /// <param name="least">The smallest that is accepted.</param>
    public static int Count(string option, string? text, int usual, int most = 1_000_000, int least = 1)
    {
        if (text is null)
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new AssayException($"{option} '{text}' is not a whole number from {least} to {most}.");
    }

    /// <summary>Reads rows per class: <c>346,76</c>.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="text">What was typed; null for none.</param>
    /// <returns>The counts, at least two; empty when nothing was typed.</returns>
    public static IReadOnlyList<long> ClassCounts(string option, string? text)
    {
        const long Most = 1_000_000_000_000;
        if (text is null)
            return [];
        var counts = new List<long>();
        foreach (var part in text.Split(','))
        {
            counts.Add(long.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most
                ? count
                : throw new AssayException($"{option} '{text}': '{part}' is not a number of rows; whole numbers with commas are expected, as in 346,76."));
        }

        return counts.Count > 1 ? counts : throw new AssayException($"{option} '{text}': at least two classes are expected, as in 346,76.");
    }

    /// <summary>Reads a length of time: a whole number of seconds, or of what its unit says (s, m, h, d).</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="text">What was typed.</param>
    public static TimeSpan Span(string option, string text)
    {
        var (digits, unit) = text is [.. var number, 's' or 'm' or 'h' or 'd'] ? (number, text[^1]) : (text, 's');
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1_000_000
            ? count * (unit switch { 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => TimeSpan.FromSeconds(1) })
            : throw new AssayException($"{option} '{text}' is not a length of time: 90, 90s, 10m, 2h or 1d is expected.");
    }

    /// <summary>Reads one of a few words, any case; a slip gets a suggestion.</summary>
    /// <param name="what">What the word is, e.g. <c>--status</c>.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="words">The words.</param>
    /// <returns>The index of the word.</returns>
    public static int Word(string what, string text, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (string.Equals(words[i], text, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        var near = NearWord.Find(text, words);
        throw new AssayException($"{what} '{text}' is not known{(near is null ? "" : $" (did you mean {near}?)")}: it is one of {string.Join(", ", words)}.");
    }

    /// <summary>Splits <c>key=value</c>.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="texts">What was typed, once a pair.</param>
    /// <returns>The pairs in the order typed; keys are unique.</returns>
    public static IReadOnlyList<(string Key, string Value)> Pairs(string option, IEnumerable<string> texts)
    {
        var pairs = new List<(string Key, string Value)>();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new AssayException($"{option} '{text}' is not key=value.");
            var key = text[..at].Trim();
            if (key.Length is 0 or > 250)
                throw new AssayException($"{option} '{text}': the key must have 1 to 250 characters.");
            if (pairs.Exists(p => p.Key == key))
                throw new AssayException($"{option} '{key}' is given twice.");
            pairs.Add((key, text[(at + 1)..]));
        }

        return pairs;
    }

    /// <summary>A param's value as JSON: what is a JSON number, truth value, null, list or object stays one, everything else is a text.</summary>
    /// <param name="text">What was typed.</param>
    public static string Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            return $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        }
    }

    /// <summary>A metric's value: a number, NaN, Infinity, -Infinity, or <c>undefined: why</c>.</summary>
    /// <param name="key">The metric's key.</param>
    /// <param name="text">What was typed.</param>
    public static MetricValue Metric(string key, string text)
    {
        const string Undefined = "undefined:";
        if (text.StartsWith(Undefined, StringComparison.OrdinalIgnoreCase) && text[Undefined.Length..].Trim() is { Length: > 0 } why)
            return MetricValue.Undefined(why);
        return text.ToUpperInvariant() switch
        {
            "NAN" => MetricValue.Of(double.NaN),
            "INFINITY" or "+INFINITY" or "INF" => MetricValue.Of(double.PositiveInfinity),
            "-INFINITY" or "-INF" => MetricValue.Of(double.NegativeInfinity),
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? MetricValue.Of(number)
                : throw new AssayException($"--metric {key}='{text}' is not a number (also possible: NaN, Infinity, -Infinity, \"undefined: why\")."),
        };
    }

    /// <summary>Reads a time: ISO 8601, or a date and time in the user's zone.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="text">What was typed; null for none.</param>
    /// <param name="zone">The zone of times that name none.</param>
    public static DateTimeOffset? Time(string option, string? text, TimeZoneInfo zone)
    {
        if (text is null)
            return null;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            throw new AssayException($"{option} '{text}' is not a time: 2026-01-31 14:05, or 2026-01-31T14:05:00Z, is expected.");
        if (time.Kind == DateTimeKind.Utc)
            return new DateTimeOffset(time);
        return zone.IsInvalidTime(time)
            ? throw new AssayException($"{option} '{text}' never was: the clocks of {zone.Id} went forward over it.")
            : new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
    }
}
