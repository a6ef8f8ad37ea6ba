namespace Assay.Cli.Rendering;

/// <summary>
/// Makes text from the store fit for a terminal: control characters, escape sequences and marks that reorder text are shown as
/// escapes, so that a name can neither move the cursor nor pretend to be another.
/// </summary>
internal static class SafeText
{
    /// <summary>The text on one line: line ends and tabs are escaped too.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepLines">Whether line ends and tabs stay as they are, for output that is shown as it comes.</param>
    /// <returns>The text with <c>\n</c>, <c>\t</c>, <c>\x1b</c>, <c>\u202e</c> in place of such characters.</returns>
    public static string Of(string text, bool keepLines = false)
    {
        var first = 0;
        while (first < text.Length && !MustEscape(text, first, keepLines))
            first++;
        if (first == text.Length)
            return text;
        var safe = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (MustEscape(text, i, keepLines))
                safe.Append(Escape(text[i]));
            else
                safe.Append(text[i]);
        }

        return safe.ToString();
    }

    /// <summary>The lines of a text, each fit for a terminal; tabs become blanks.</summary>
    /// <param name="text">Any text.</param>
    public static IEnumerable<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Of(line.Replace("\t", "    ", StringComparison.Ordinal)));

    private static bool MustEscape(string text, int at, bool keepLines)
    {
        var c = text[at];
        if (c is >= ' ' and < '\u007f' || (keepLines && c is '\n' or '\r' or '\t'))
            return false;
        if (char.IsSurrogate(c))
        {
            // A lone half cannot be written as UTF-8.
            return char.IsHighSurrogate(c) ? at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]) : at == 0 || !char.IsHighSurrogate(text[at - 1]);
        }

        return char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';
    }

    private static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}
