using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Numbers, durations and sizes as tables show them; JSON and exports keep every digit.</summary>
internal static class Figures
{
    /// <summary>A number with at most six significant digits; whole numbers below 10^15 whole.</summary>
    /// <param name="value">Any double.</param>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (Math.Abs(value) < 1e15 && value == Math.Truncate(value))
            return (value == 0 ? 0 : value).ToString("0", CultureInfo.InvariantCulture);
        return value.ToString("G6", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    /// <summary>A metric's value; an undefined one by that word.</summary>
    /// <param name="value">The value.</param>
    public static string Value(MetricValue value) => value.Kind == MetricKind.Undefined ? "undefined" : Number(value.Number);

    /// <summary>A difference with its sign.</summary>
    /// <param name="value">Any double.</param>
    public static string Difference(double value) => value > 0 ? $"+{Number(value)}" : Number(value);

    /// <summary>A duration in its two largest units.</summary>
    /// <param name="duration">The duration; null gives an empty text.</param>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalSeconds: < 1 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMilliseconds:0}ms"),
        { TotalSeconds: < 60 } d => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(d.TotalSeconds * 10) / 10:0.0}s"),
        { TotalMinutes: < 60 } d => string.Create(CultureInfo.InvariantCulture, $"{d.Minutes}min {d.Seconds:00}s"),
        { TotalHours: < 24 } d => string.Create(CultureInfo.InvariantCulture, $"{d.Hours}h {d.Minutes:00}min"),
        { } d => string.Create(CultureInfo.InvariantCulture, $"{d.Days}d {d.Hours:00}h"),
    };

    /// <summary>A size in bytes, KiB, MiB, GiB or TiB.</summary>
    /// <param name="bytes">At least 0.</param>
    public static string Size(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        while (bytes >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {units[unit]}");
    }
}
