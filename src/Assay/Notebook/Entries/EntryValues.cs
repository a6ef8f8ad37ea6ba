using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>Metrics and parameters of an entry as lines of text, and back.</summary>
internal static partial class EntryValues
{
    /// <summary>A metric with all its values, e.g. <c>`valid/auc` = `0.81` at step 12 (higher is better; `0.5` at step 1)</c>.</summary>
    /// <param name="metric">The metric.</param>
    /// <returns>One line.</returns>
    public static string Show(LogMetric metric)
    {
        var remarks = new List<string>();
        if (metric.Direction is { } direction)
            remarks.Add(direction == Direction.Maximize ? "higher is better" : "lower is better");
        remarks.AddRange(metric.Points.SkipLast(1).Select(point => string.Create(CultureInfo.InvariantCulture, $"`{point.Value}` at step {point.Step}")));
        var step = metric.Last.Step == 0 && metric.Points.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" at step {metric.Last.Step}");
        return $"{Markdown.Code(metric.Key)} = `{metric.Last.Value}`{step}{(remarks.Count == 0 ? "" : $" ({string.Join("; ", remarks)})")}";
    }

    /// <summary>Reads what <see cref="Show(LogMetric)"/> wrote.</summary>
    /// <param name="text">One line.</param>
    /// <param name="line">Its line in the file.</param>
    /// <returns>The metric; null when the text is something else.</returns>
    public static LogMetric? Metric(string text, int line)
    {
        if (MetricLine().Match(text) is not { Success: true } match || Value(match.Groups["value"].Value) is not { } last)
            return null;
        var points = new List<LogPoint>();
        Direction? direction = null;
        foreach (var remark in match.Groups["remarks"].Value.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (remark is "higher is better" or "lower is better")
                direction = remark[0] == 'h' ? Direction.Maximize : Direction.Minimize;
            else if (PointText().Match(remark) is { Success: true } point && Value(point.Groups["value"].Value) is { } value && Step(point.Groups["step"].Value) is { } at)
                points.Add(new LogPoint(at, value));
            else
                return null;
        }

        if (Step(match.Groups["step"].Value) is not { } step)
            return null;
        points.Add(new LogPoint(step, last));
        return new LogMetric(Key(match), points) { Direction = direction, Line = line };
    }

    /// <summary>A parameter, e.g. <c>`lr` = `0.001`</c>.</summary>
    /// <param name="param">The parameter.</param>
    /// <returns>One line.</returns>
    public static string Show(LogParam param) => $"{Markdown.Code(param.Key)} = {Markdown.Code(param.Json)}";

    /// <summary>Reads what <see cref="Show(LogParam)"/> wrote.</summary>
    /// <param name="text">One line.</param>
    /// <param name="line">Its line in the file.</param>
    /// <returns>The parameter; null when the text is something else.</returns>
    public static LogParam? Param(string text, int line)
    {
        if (ParamLine().Match(text) is not { Success: true } match)
            return null;
        var json = match.Groups["json"].Value;
        try
        {
            using var parsed = System.Text.Json.JsonDocument.Parse(json);
            return new LogParam(Key(match), json, line);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string Key(System.Text.RegularExpressions.Match match) => match.Groups["key"].Value.Trim();

    private static long? Step(string text) => text.Length == 0 ? 0 : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step) ? step : null;

    private static MetricValue? Value(string text) =>
        text == "NaN" ? MetricValue.Of(double.NaN)
        : text.Length > 13 && text.StartsWith("undefined (", StringComparison.Ordinal) && text[^1] == ')' && !string.IsNullOrWhiteSpace(text[11..^1]) ? MetricValue.Undefined(text[11..^1])
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number.ToString("R", CultureInfo.InvariantCulture) == text ? MetricValue.Of(number)
        : null;

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^(?<q>`+)(?<key>[^`].*?)\k<q> = `(?<value>[^`]+)`(?: at step (?<step>-?\d{1,19}))?(?: \((?<remarks>[^()]*(?:\([^()]*\)[^()]*)*)\))?$",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex MetricLine();

    [System.Text.RegularExpressions.GeneratedRegex(@"^`(?<value>[^`]+)` at step (?<step>-?\d{1,19})$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex PointText();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?<q>`+)(?<key>[^`].*?)\k<q> = (?:`(?<json>[^`]+)`|(?<j>``+) (?<json>.+) \k<j>)$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex ParamLine();
}
