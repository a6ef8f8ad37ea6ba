using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>The words people use for how something stands.</summary>
internal static class EntryStatus
{
    private static readonly (string Word, RunStatus Status)[] Words =
    [
        ("not started", RunStatus.Planned), ("in progress", RunStatus.Running), ("timed out", RunStatus.Failed),
        ("completed", RunStatus.Completed), ("complete", RunStatus.Completed), ("success", RunStatus.Completed), ("successful", RunStatus.Completed), ("succeeded", RunStatus.Completed),
        ("done", RunStatus.Completed), ("ok", RunStatus.Completed), ("passed", RunStatus.Completed), ("finished", RunStatus.Completed),
        ("failed", RunStatus.Failed), ("failure", RunStatus.Failed), ("error", RunStatus.Failed), ("crashed", RunStatus.Failed),
        ("running", RunStatus.Running), ("started", RunStatus.Running), ("planned", RunStatus.Planned), ("pending", RunStatus.Planned), ("todo", RunStatus.Planned),
        ("queued", RunStatus.Queued), ("pruned", RunStatus.Pruned), ("lost", RunStatus.Lost),
        ("cancelled", RunStatus.Cancelled), ("canceled", RunStatus.Cancelled), ("aborted", RunStatus.Cancelled), ("interrupted", RunStatus.Cancelled), ("skipped", RunStatus.Cancelled),
    ];

    /// <summary>Reads a status with what stands behind it.</summary>
    /// <param name="text">E.g. <c>success with quality caveat</c>.</param>
    /// <param name="status">The status.</param>
    /// <param name="caveat">What follows the word; null for nothing.</param>
    /// <returns>Whether it begins with a known word.</returns>
    public static bool TryRead(string text, out RunStatus status, out string? caveat)
    {
        var plain = Inline.WithoutMarks(Inline.Plain(text));
        foreach (var (word, meaning) in Words)
        {
            if (!plain.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (plain.Length > word.Length && char.IsLetterOrDigit(plain[word.Length])))
                continue;
            var rest = plain[word.Length..].Trim(' ', ',', ';', '-', '–', '—', '.', ':');
            if (rest.StartsWith("with ", StringComparison.OrdinalIgnoreCase))
                rest = rest[5..].Trim();
            if (rest.Length > 2 && rest[0] == '(' && rest.IndexOf(')', StringComparison.Ordinal) == rest.Length - 1)
                rest = rest[1..^1].Trim();
            (status, caveat) = (meaning, rest.Length == 0 ? null : rest);
            return true;
        }

        (status, caveat) = (default, null);
        return false;
    }

    /// <summary>A status with its caveat, as <see cref="TryRead"/> reads it back.</summary>
    /// <param name="word">The word for the status.</param>
    /// <param name="status">The status.</param>
    /// <param name="caveat">The caveat; null for none.</param>
    /// <returns>The text; null when the caveat needs a line of its own.</returns>
    public static string? Show(string word, RunStatus status, string? caveat)
    {
        if (caveat is null)
            return word;
        var text = $"{word} with {caveat}";
        return !caveat.Contains('\n', StringComparison.Ordinal) && TryRead(text, out var read, out var back) && read == status && back == caveat ? text : null;
    }
}
