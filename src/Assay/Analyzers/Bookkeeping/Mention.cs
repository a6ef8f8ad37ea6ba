using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>Finds names of runs in what people wrote.</summary>
internal static class Mention
{
    // Shorter names are words of their own: "a", "1".
    private const int ShortestName = 4;

    /// <summary>Whether a text names something: the name stands there as a word.</summary>
    /// <param name="text">The text; null names nothing.</param>
    /// <param name="name">The name.</param>
    public static bool In(string? text, string name)
    {
        if (text is null || name.Length < ShortestName)
            return false;
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var after = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (after == text.Length || !char.IsLetterOrDigit(text[after])))
                return true;
        }

        return false;
    }

    /// <summary>Whether an entry of a log names something.</summary>
    public static bool In(LogEntry entry, string name) => In(entry.Title, name) || entry.Texts.Any(text => In(text, name));

    /// <summary>Whether two commands are one, apart from blanks and line breaks.</summary>
    public static bool IsSameCommand(string? left, string? right) => left is not null && right is not null && Plain(left) == Plain(right);

    /// <summary>A text with one blank between words.</summary>
    public static string Plain(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
