namespace Assay.Notebook.Text;

/// <summary>What words say of the number beside them: whether they name it, only lead to it, or make it something else than a value.</summary>
internal static class ValueWords
{
    private const int WordsOfName = 6;

    // They connect a name with its number and say nothing of it.
    private static readonly HashSet<string> Connectors = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "was", "were", "of", "at", "to", "up", "with", "from", "by", "in", "on", "for", "and", "or", "than", "about", "around", "approximately", "the", "a", "an", "hit",
        "only", "over", "under", "now", "still", "=", "<", ">", "≤", "≥", "≈", "→", "->", "~", "achieves", "achieved", "reaches", "reached", "gives", "gave", "got", "has", "had", "&&", "it",
    };

    // They end a name standing behind its number.
    private static readonly HashSet<string> Stops = new(StringComparer.OrdinalIgnoreCase)
    {
        "in", "at", "of", "with", "by", "for", "on", "from", "after", "before", "to", "and", "or", "is", "are", "was", "were", "but", "when", "while", "which", "that", "than", "via", "across", "per",
        "=", "→", "->", "≈", "vs", "vs.",
    };

    private static readonly HashSet<string> Numbered = new(StringComparer.OrdinalIgnoreCase)
    {
        "run", "runs", "phase", "phases", "item", "items", "step", "steps", "section", "table", "figure", "part", "priority", "experiment", "version", "chapter", "week", "day", "session", "workstream", "no", "no.",
        "#", "fix", "option", "study", "stage", "task", "issue", "layer", "job", "line", "page",
    };

    private static readonly string[] Measures =
        ["auc", "auroc", "auprc", "ap", "acc", "accuracy", "precision", "recall", "f1", "loss", "ev", "pwmcc", "r2", "mae", "rmse", "mse", "map", "mcc", "brier", "ece", "p", "delta", "std", "mean"];

    /// <summary>Whether a word ends a name that stands behind its number.</summary>
    /// <param name="word">A word, any case.</param>
    public static bool IsStop(string word) => Stops.Contains(word);

    /// <summary>Whether an integer behind a word is its number (<c>run 7</c>), not a value.</summary>
    /// <param name="word">A word, any case.</param>
    public static bool IsNumbered(string word) => Numbered.Contains(word);

    /// <summary>Whether what a key is set to was measured rather than chosen.</summary>
    /// <param name="key">The key.</param>
    public static bool IsMeasure(string key) => Measures.Contains(key);

    /// <summary>Words without the connecting ones at both ends.</summary>
    /// <param name="words">The words, changed.</param>
    public static List<string> Trimmed(List<string> words)
    {
        while (words.Count > 0 && Connectors.Contains(words[^1]))
            words.RemoveAt(words.Count - 1);
        while (words.Count > 0 && Connectors.Contains(words[0]))
            words.RemoveAt(0);
        return words;
    }

    /// <summary>The key that the last of some words make.</summary>
    /// <param name="words">Words in front of a number or behind it.</param>
    /// <returns>The key; null when nothing of them can be one.</returns>
    public static string? Name(List<string> words) => LogKey.Of(string.Join(' ', words.TakeLast(WordsOfName))) is { Length: > 0 } name ? name : null;
}
