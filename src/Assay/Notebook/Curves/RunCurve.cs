using Assay.Evaluation;

namespace Assay.Notebook.Curves;

/// <summary>One metric of one split over a run's epochs or steps.</summary>
/// <param name="Split"><c>train</c>, <c>valid</c>, <c>test</c>, or empty when unknown.</param>
/// <param name="Metric">The metric without its split: <c>Accuracy</c>, <c>loss</c>.</param>
/// <param name="Steps">Epochs or steps, growing.</param>
/// <param name="Values">One a step; NaN where it is undefined.</param>
/// <param name="Optimum">Which values are better.</param>
public sealed record RunCurve(string Split, string Metric, long[] Steps, double[] Values, Optimum Optimum)
{
    private static readonly string[] Losses = ["loss", "error", "mae", "mse", "rmse", "perplexity", "nll", "brier", "ece", "mce", "entropy", "divergence"];

    /// <summary>Which values of a metric are better, by its name; for metrics nobody declared.</summary>
    /// <param name="metric">Its name, any case.</param>
    /// <returns>Lowest for losses and errors, else highest.</returns>
    public static Optimum OptimumOf(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var words = metric.Split(['_', '-', '/', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => Losses.Contains(word, StringComparer.OrdinalIgnoreCase)) ? Optimum.Lowest : Optimum.Highest;
    }

    /// <summary>Splits a key such as <c>valid/loss</c> or <c>val_loss</c>.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The split (<c>val</c> and <c>validation</c> are <c>valid</c>; empty when the key names none) and the rest.</returns>
    public static (string Split, string Metric) SplitOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var at = key.IndexOfAny(['/', '_', '.']);
        var split = at <= 0 || at == key.Length - 1 ? "" : key[..at] switch
        {
            "train" or "training" => "train",
            "valid" or "val" or "validation" => "valid",
            "test" => "test",
            _ => "",
        };
        return split.Length == 0 ? ("", key) : (split, key[(at + 1)..]);
    }
}
