using System.Text.RegularExpressions;

namespace Assay.Notebook.Reports;

/// <summary>Numbers the works a report cites by their first mention.</summary>
/// <param name="works">What may be cited, by key.</param>
internal sealed partial class Citations(IReadOnlyDictionary<string, BibliographyEntry> works)
{
    private readonly List<BibliographyEntry> _cited = [];

    /// <summary>Puts numbers for <c>[@key]</c> and <c>[@one; @two]</c>.</summary>
    /// <param name="markdown">Prose.</param>
    /// <param name="unknown">Hears each key that no work has.</param>
    /// <returns>The prose with <c>[1]</c>, <c>[2, 3]</c>.</returns>
    public string Number(string markdown, Action<string> unknown) => Mention().Replace(markdown, mention =>
    {
        var numbers = new List<int>();
        foreach (Capture key in mention.Groups["key"].Captures)
        {
            if (works.TryGetValue(key.Value, out var work))
                numbers.Add(NumberOf(work));
            else
                unknown(key.Value);
        }

        return "[" + string.Join(", ", numbers) + "]";
    });

    /// <summary>The list of what was cited, in the order of the numbers.</summary>
    /// <returns>Markdown; empty when nothing was cited.</returns>
    public string List() => string.Concat(_cited.Select((work, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {work.ToMarkdown()}\n")));

    private int NumberOf(BibliographyEntry work)
    {
        var index = _cited.IndexOf(work);
        if (index < 0)
        {
            index = _cited.Count;
            _cited.Add(work);
        }

        return index + 1;
    }

    [GeneratedRegex(@"\[@(?<key>[\w:.+/-]*\w)(?:\s*;\s*@(?<key>[\w:.+/-]*\w))*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mention();
}
