namespace Assay.Foundation.Text;

/// <summary>Finds the known word that a mistyped one was probably meant to be.</summary>
public static class NearWord
{
    /// <summary>Longer words are names by accident, and cost time.</summary>
    private const int LongestWord = 64;

    private const int MostShown = 12;

    /// <summary>The nearest known word: letters inserted, left out, replaced or swapped, one slip in three letters and at most three.</summary>
    /// <param name="word">What was typed; dashes in front do not count as letters.</param>
    /// <param name="known">The words there are, compared without regard to case.</param>
    /// <returns>The first of the nearest; <see langword="null"/> when none is near.</returns>
    public static string? Find(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length is 0 or > LongestWord)
            return null;
        var allowed = Math.Clamp(word.AsSpan().TrimStart('-').Length / 3, 1, 3);
        string? best = null;
        foreach (var candidate in known)
        {
            if (candidate.Length > LongestWord || Math.Abs(candidate.Length - word.Length) > allowed)
                continue;
            var distance = Distance(word, candidate);
            if (distance > allowed || (best is not null && distance == allowed))
                continue;
            best = candidate;
            allowed = distance;
            if (distance == 0)
                break;
        }

        return best;
    }

    /// <summary>The question for a message.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">The words there are.</param>
    /// <returns>E.g. <c>did you mean 'status'?</c>; <see langword="null"/> when none is near.</returns>
    public static string? Suggest(string word, IEnumerable<string> known) => Find(word, known) is { } near ? $"did you mean '{near}'?" : null;

    /// <summary>The question for a message, else the words there are.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">The words there are.</param>
    /// <param name="none">What is said when there are none.</param>
    /// <returns>E.g. <c>did you mean 'a'?</c> or <c>known are a, b, c</c>.</returns>
    public static string SuggestOrList(string word, IReadOnlyCollection<string> known, string none)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Suggest(word, known) ?? (known.Count == 0 ? none : "known are " + List(known));
    }

    /// <summary>Words for a message, with commas, at most a dozen.</summary>
    /// <param name="words">The words.</param>
    /// <returns>E.g. <c>a, b, c and 7 more</c>.</returns>
    public static string List(IReadOnlyCollection<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var list = string.Join(", ", words.Take(MostShown));
        return words.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $"{list} and {words.Count - MostShown} more") : list;
    }

    // Levenshtein with swaps of neighbours (optimal string alignment), without regard to case.
    private static int Distance(string a, string b)
    {
        Span<int> beforeLast = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            last.CopyTo(beforeLast);
            row.CopyTo(last);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
