using Assay.Evaluation;
using Assay.Evaluation.Curves;

namespace Assay.Notebook.Curves;

/// <summary>Curves as text, in the form that training logs carry: a block a split with the best and the latest value of each metric.</summary>
public static class CurveTable
{
    private static readonly string[] Compared = ["train", "valid"];

    /// <summary>The block of each split.</summary>
    /// <param name="report">The curves.</param>
    /// <param name="epochs">Epochs of each split, where it is known that some have no values; else a split's epochs are those with a value.</param>
    /// <returns>Lines ended by "\n", an empty one before each block; empty without curves.</returns>
    public static string Text(CurveReport report, IReadOnlyDictionary<string, int>? epochs = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        string[] splits = [.. report.Curves.Select(entry => entry.Curve.Split).Union(epochs?.Keys ?? [], StringComparer.Ordinal)];
        foreach (var split in splits)
        {
            var curves = report.Curves.Where(entry => entry.Curve.Split == split).ToArray();
            text.Append(CultureInfo.InvariantCulture, $"\n=== {(split.Length == 0 ? "other" : split)} directory ===\n");
            if (curves.Length == 0)
            {
                text.Append("No epoch data found.\n");
                continue;
            }

            var count = epochs?.GetValueOrDefault(split, 0) is > 0 and var known ? known : curves.SelectMany(entry => entry.Curve.Steps).Distinct().Count();
            text.Append(CultureInfo.InvariantCulture, $"Total epochs: {count}\n");
            foreach (var (curve, summary) in curves)
                text.Append(CultureInfo.InvariantCulture, $"Best {curve.Metric.ToLowerInvariant()}: {(summary.Best is { } best ? $"{Number(curve, best.Value)} (epoch {best.Step})" : "undefined (no epoch has a finite value)")}\n");
            var latest = curves.Max(entry => entry.Summary.Latest!.Value.Step);
            text.Append(CultureInfo.InvariantCulture, $"\nLatest epoch ({latest}):\n");
            foreach (var (curve, summary) in curves.Where(entry => entry.Summary.Latest!.Value.Step == latest))
                text.Append(CultureInfo.InvariantCulture, $"  {Capital(curve.Metric)}: {Number(curve, summary.Latest!.Value.Value)}\n");
        }

        return text.ToString();
    }

    /// <summary>Best and latest of each metric as a Markdown table, a row a metric, for a log of any form.</summary>
    /// <param name="report">The curves.</param>
    /// <returns>Markdown; empty without curves.</returns>
    public static string Markdown(CurveReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Curves.Count == 0)
            return "";
        var text = new StringBuilder("| Metric | Train best (epoch) | Train latest | Valid best (epoch) | Valid latest |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var metric in report.Curves.Where(entry => entry.Curve.Split is "train" or "valid").Select(entry => entry.Curve.Metric).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string[] cells = [.. Compared.SelectMany(split => report.Find(split, metric) is { } found ? new[] { Best(found.Curve, found.Summary), Latest(found.Curve, found.Summary) } : ["", ""])];
            text.Append(CultureInfo.InvariantCulture, $"| {metric.Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join(" | ", cells)} |\n");
        }

        return text.ToString();
    }

    /// <summary>A value as such tables have it: losses with six decimals, scores with four, very small and large ones with six digits.</summary>
    /// <param name="curve">Whose value it is.</param>
    /// <param name="value">The value.</param>
    /// <returns>The text; <c>NaN</c> for a value that is undefined.</returns>
    public static string Number(RunCurve curve, double value)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        if (Math.Abs(value) is >= 1e9 or (> 0 and < 1e-4))
            return value.ToString("G6", CultureInfo.InvariantCulture);
        return value.ToString(curve.Optimum == Optimum.Lowest ? "0.000000" : "0.0000", CultureInfo.InvariantCulture);
    }

    private static string Best(RunCurve curve, CurveSummary summary) =>
        summary.Best is { } best ? string.Create(CultureInfo.InvariantCulture, $"{Number(curve, best.Value)} ({best.Step})") : "undefined";

    private static string Latest(RunCurve curve, CurveSummary summary) => summary.Latest is { } latest ? Number(curve, latest.Value) : "";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
