namespace Assay.Notebook.Text;

/// <summary>Reads what stands inside a line: emphasis, code, ticks, <c>label: value</c>.</summary>
internal static class Inline
{
    // What people put in front of or behind a word to say how it stands.
    private static readonly string[] Marks = ["✅", "✔️", "✔", "❌", "✖", "🔄", "⏳", "⏸", "⚠️", "⚠", "🎉", "📊", "🚧", "📋", "☑", "☐"];
    private const int LongestLabel = 60;

    /// <summary>The text without emphasis marks and code quotes.</summary>
    /// <param name="text">A line of Markdown.</param>
    /// <returns>Plain text, trimmed.</returns>
    public static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim();

    /// <summary>A code span's content, however many backticks fence it.</summary>
    /// <param name="text">A code span, or any text.</param>
    /// <returns>The content; the text itself when the whole of it is no code span.</returns>
    public static string Uncode(string text)
    {
        var trimmed = text.Trim();
        var ticks = trimmed.Length - trimmed.AsSpan().TrimStart('`').Length;
        if (ticks == 0 || trimmed.Length <= 2 * ticks || trimmed.Length - trimmed.AsSpan().TrimEnd('`').Length != ticks)
            return trimmed;
        var inner = trimmed[ticks..^ticks];
        return ticks == 1 && inner.Contains('`', StringComparison.Ordinal) ? trimmed : inner.Trim();
    }

    /// <summary>The text without the marks (ticks, crosses, emoji) at its ends.</summary>
    /// <param name="text">A piece of a line.</param>
    /// <returns>What is left, trimmed.</returns>
    public static string WithoutMarks(string text)
    {
        var trimmed = text.Trim();
        for (var found = true; found;)
        {
            found = false;
            foreach (var mark in Marks)
            {
                if (trimmed.StartsWith(mark, StringComparison.Ordinal))
                    (trimmed, found) = (trimmed[mark.Length..].Trim(), true);
                if (trimmed.EndsWith(mark, StringComparison.Ordinal))
                    (trimmed, found) = (trimmed[..^mark.Length].Trim(), true);
            }
        }

        return trimmed;
    }

    /// <summary>Reads <c>**Label:** value</c>, <c>**Label**: value</c> or <c>Label: value</c>.</summary>
    /// <param name="line">One line, or an item's text whose first line has the label.</param>
    /// <param name="label">The label without marks.</param>
    /// <param name="value">What follows, trimmed; may be empty.</param>
    /// <returns>Whether there is a label: at most 60 characters, without a sentence's end or a path's colon in it.</returns>
    public static bool TryField(string line, out string label, out string value)
    {
        (label, value) = ("", "");
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        while (colon >= 0 && colon + 1 < line.Length && line[colon + 1] is not (' ' or '*' or '_' or '\n'))
            colon = line.IndexOf(':', colon + 1);
        if (colon <= 0 || colon > LongestLabel)
            return false;
        var rest = line.AsSpan(colon + 1);
        var head = line[..colon].Trim();
        // "**Label:** value": the closing mark stands behind the colon. "**Label**: value": before it.
        if (head.StartsWith("**", StringComparison.Ordinal) && !head.AsSpan(2).Contains("**", StringComparison.Ordinal))
        {
            if (!rest.StartsWith("**", StringComparison.Ordinal))
                return false;
            rest = rest[2..];
        }

        head = Plain(head);
        if (head.Length == 0 || head.Contains('\n', StringComparison.Ordinal) || head.Contains(". ", StringComparison.Ordinal))
            return false;
        (label, value) = (head, rest.Trim().ToString());
        return true;
    }
}
