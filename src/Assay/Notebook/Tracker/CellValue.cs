using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Values of parameters and metrics as cells of a table; what is written reads back as the same value.</summary>
internal static partial class CellValue
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a cell says that there is no value.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>True for nothing and for dashes.</returns>
    public static bool IsNone(string cell) => cell.Trim() is "" or "-" or "–" or "—";

    /// <summary>A cell without the emphasis around the whole of it.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>What is emphasised.</returns>
    public static string Unemphasized(string cell)
    {
        var text = cell.Trim();
        return text.Length > 4 && text.StartsWith("**", StringComparison.Ordinal) && text.EndsWith("**", StringComparison.Ordinal) && !text[2..^2].Contains("**", StringComparison.Ordinal)
            ? text[2..^2].Trim()
            : text;
    }

    /// <summary>A parameter's value as a cell.</summary>
    /// <param name="json">One JSON text.</param>
    /// <returns>A string without quotes where that reads back as itself, else the JSON text.</returns>
    public static string ShowParam(string json)
    {
        if (!json.StartsWith('"'))
            return json;
        var text = JsonSerializer.Deserialize<string>(json)!;
        var relaxed = JsonSerializer.Serialize(text, Json);
        return relaxed == json && text.ReplaceLineEndings(" ") == text && ReadParam(text) == json ? text : json;
    }

    /// <summary>Reads a parameter's cell.</summary>
    /// <param name="cell">The cell, not empty.</param>
    /// <returns>One JSON text: JSON as it stands, anything else as a string; null when the cell says nothing.</returns>
    public static string? ReadParam(string cell)
    {
        if (IsNone(cell))
            return null;
        var text = Inline.Uncode(Unemphasized(cell));
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException)
        {
            return JsonSerializer.Serialize(text, Json);
        }
    }

    /// <summary>Reads a metric's cell: a number, a percentage (taken as a fraction), with "±" and "(n=3)" perhaps.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="value">The value.</param>
    /// <param name="deviation">What stands behind "±"; null for nothing.</param>
    /// <param name="count">What stands behind "n="; null for nothing.</param>
    /// <returns>Whether it is a value.</returns>
    public static bool TryReadMetric(string cell, out MetricValue value, out double? deviation, out long? count)
    {
        (value, deviation, count) = (default, null, null);
        var text = Inline.WithoutMarks(Inline.Plain(cell));
        if (text.StartsWith("undefined (", StringComparison.Ordinal) && text.EndsWith(')') && text.Length > 12 && text[11..^1].Trim().Length > 0)
        {
            value = MetricValue.Undefined(text[11..^1]);
            return true;
        }

        if (text is "NaN" or "Infinity" or "-Infinity")
        {
            value = MetricValue.Of(double.Parse(text, CultureInfo.InvariantCulture));
            return true;
        }

        var match = Measure().Match(text);
        if (!match.Success)
            return false;
        // "44.4 ± 1.2%": the sign holds for both.
        var percent = match.Groups["percent"].Success || match.Groups["percent2"].Success;
        value = MetricValue.Of(Number(match.Groups["value"].Value, percent));
        if (match.Groups["deviation"].Success)
            deviation = Number(match.Groups["deviation"].Value, percent);
        if (match.Groups["count"].Success && long.TryParse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
            count = read;
        return true;
    }

    private static double Number(string text, bool percent)
    {
        text = text.Replace(",", "", StringComparison.Ordinal);
        if (percent && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return (double)(exact / 100);
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return percent ? number / 100 : number;
    }

    [GeneratedRegex(@"^(?<value>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?<percent>%)?(?:\s*(?:±|\+/-)\s*(?<deviation>(?:\d+|(?=\.\d))(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?<percent2>%)?)?(?:\s*\(n\s*=\s*(?<count>\d+)\))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Measure();
}
