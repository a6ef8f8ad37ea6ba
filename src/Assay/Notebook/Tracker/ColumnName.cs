using Assay.Notebook.Text;

namespace Assay.Notebook.Tracker;

/// <summary>Headers of result tables: keys of parameters and metrics, and how the two are told apart.</summary>
internal static class ColumnName
{
    private const string Setting = " (setting)";
    private const string Result = " (result)";

    // What a column without a key of its own is called.
    private static readonly string[] Reserved = ["rank", "exp_id", "experiment", "experiment_id", "exp", "id", "caveat", ""];

    private static readonly HashSet<string> Results = new(StringComparer.Ordinal)
    {
        "precision", "recall", "auc", "auroc", "auprc", "ap", "map", "f1", "accuracy", "acc", "loss", "error", "rmse", "mse", "mae", "r2", "score", "ece", "brier", "perplexity", "bleu", "rouge",
        "iou", "dice", "mcc", "pwmcc", "kappa", "reward", "return", "std", "n", "specificity", "sensitivity", "nll", "correlation", "time", "seconds", "latency", "throughput",
    };

    private static readonly HashSet<string> Settings = new(StringComparer.Ordinal)
    {
        "lr", "rate", "dropout", "decay", "seed", "batch", "size", "depth", "width", "layers", "heads", "dim", "epochs", "steps", "embed", "hidden", "alpha", "beta", "gamma", "temperature", "momentum", "warmup", "patience",
        "function", "tier", "model", "optimizer", "dataset",
    };

    /// <summary>A key as a header or a word of a sentence.</summary>
    /// <param name="key">Key of a parameter or metric.</param>
    /// <returns>A label that <see cref="Read"/> gives back as the key.</returns>
    public static string Show(string key)
    {
        var label = LogKey.Label(key);
        return LogKey.Of(label) == key && !Reserved.Contains(key, StringComparer.Ordinal) ? label : Markdown.Code(key);
    }

    /// <summary>The header of a column, marked where a reader would take it for the other kind.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="isResult">Whether it holds metrics.</param>
    /// <param name="cells">What stands in it.</param>
    /// <param name="topMetric">The metric that ranks.</param>
    /// <returns>The header.</returns>
    public static string ShowHeader(string key, bool isResult, IEnumerable<string> cells, string? topMetric)
    {
        var header = Show(key);
        return LooksLikeResult(key, cells, topMetric, out _) == isResult ? header : header + (isResult ? Result : Setting);
    }

    /// <summary>The key of a label.</summary>
    /// <param name="label">A header, or the metric's name in a sentence.</param>
    /// <returns>The key; empty when the label names none.</returns>
    public static string Read(string label)
    {
        var text = CellValue.Unemphasized(label);
        return text.StartsWith('`') && Inline.Uncode(text) is var code && code != text ? code : LogKey.Of(text);
    }

    /// <summary>The key and kind of a header.</summary>
    /// <param name="header">A column's title.</param>
    /// <param name="index">Its place, for a column that has no title.</param>
    /// <param name="cells">What stands in it.</param>
    /// <param name="topMetric">The metric that ranks.</param>
    /// <param name="isSure">Whether the kind is known rather than guessed.</param>
    /// <returns>The key, and whether it holds metrics.</returns>
    public static (string Key, bool IsResult) ReadHeader(string header, int index, IEnumerable<string> cells, string? topMetric, out bool isSure)
    {
        var text = header.Trim();
        bool? marked = text.EndsWith(Result, StringComparison.Ordinal) ? true : text.EndsWith(Setting, StringComparison.Ordinal) ? false : null;
        if (marked is { } mark)
            text = text[..^(mark ? Result : Setting).Length];
        var key = Read(text);
        if (key.Length == 0)
            key = string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");
        isSure = true;
        return (key, marked ?? LooksLikeResult(key, cells, topMetric, out isSure));
    }

    // By its name; else by its cells: results are mostly fractions or percentages, settings words or whole numbers.
    private static bool LooksLikeResult(string key, IEnumerable<string> cells, string? topMetric, out bool isSure)
    {
        isSure = true;
        if (key == topMetric)
            return true;
        var words = key.Split('_', '/', '@', '.', ' ');
        if (Settings.Contains(words[^1]) || words.Length > 1 && words[0] is "n" or "d")
            return false;
        if (Array.Exists(words, Results.Contains))
            return true;
        var values = cells.Where(cell => !CellValue.IsNone(cell)).ToArray();
        var numbers = values.Count(cell => CellValue.TryReadMetric(cell, out _, out _, out _));
        // Words in every cell: a setting beyond doubt.
        isSure = numbers == 0;
        return numbers > 0 && numbers * 3 >= values.Length * 2 && Array.Exists(values, cell => cell.Contains('.', StringComparison.Ordinal) || cell.Contains('%', StringComparison.Ordinal));
    }
}
