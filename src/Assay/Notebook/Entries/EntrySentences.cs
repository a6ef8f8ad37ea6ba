namespace Assay.Notebook.Entries;

/// <summary>What an entry's sentences say, for looking up words and numbers.</summary>
internal sealed partial class EntrySentences
{
    private readonly string _text;
    private readonly HashSet<double> _numbers = [];

    /// <summary>Reads an entry's sentences.</summary>
    /// <param name="entry">The entry.</param>
    public EntrySentences(LogEntry entry)
    {
        _text = string.Join('\n', entry.Notes.Select(note => note.Text).Append(entry.Result).Append(entry.Conclusion).OfType<string>());
        foreach (System.Text.RegularExpressions.Match match in Number().Matches(_text))
        {
            if (!double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
                continue;
            _numbers.Add(match.Groups["percent"].Success ? number / 100 : number);
        }
    }

    /// <summary>Whether every word of a key occurs.</summary>
    /// <param name="key">Key of a metric or param.</param>
    /// <returns>Whether they all do.</returns>
    public bool Has(string key) => _text.Length > 0 && Array.TrueForAll(key.Split(['/', '.', '_', '=', ' ', '-'], StringSplitOptions.RemoveEmptyEntries), HasText);

    /// <summary>Whether a number occurs.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Whether it does, itself or as a percentage.</returns>
    public bool Has(double number) => _numbers.Contains(number);

    /// <summary>Whether a text occurs, in any case.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it does.</returns>
    public bool HasText(string text) => _text.Contains(text, StringComparison.OrdinalIgnoreCase);

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<![\w.])(?<number>[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?)(?<percent>\s?%)?", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Number();
}
