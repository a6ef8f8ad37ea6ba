namespace Assay.Tracking.Results;

/// <summary>Text that a program coloured for a terminal.</summary>
internal static class AnsiText
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    /// <summary>Removes terminal control sequences: colours, cursor movement, titles and links (CSI, OSC and two-character forms).</summary>
    /// <param name="text">Any text; a sequence that is cut off at its end is removed as well.</param>
    /// <returns>The text a reader sees; the same instance when there is nothing to remove.</returns>
    public static string Strip(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var next = text.IndexOf(Escape, StringComparison.Ordinal);
        if (next < 0)
            return text;
        var kept = new StringBuilder(text.Length);
        var position = 0;
        while (next >= 0)
        {
            kept.Append(text, position, next - position);
            position = End(text, next + 1);
            next = position < text.Length ? text.IndexOf(Escape, position) : -1;
        }

        return kept.Append(text, position, text.Length - position).ToString();
    }

    private static int End(string text, int i)
    {
        if (i >= text.Length)
            return i;
        switch (text[i])
        {
            case '[': // CSI: parameters and intermediates, then one final byte.
                for (i++; i < text.Length && text[i] is >= ' ' and <= '?';)
                    i++;
                return i < text.Length && text[i] is >= '@' and <= '~' ? i + 1 : i;
            case ']' or 'P' or '_' or '^': // OSC and its like: up to a bell or the string terminator; never past the line.
                for (i++; i < text.Length && text[i] is not (Bell or Escape or '\n');)
                    i++;
                if (i < text.Length && text[i] == Escape && i + 1 < text.Length && text[i + 1] == '\\')
                    return i + 2;
                return i < text.Length && text[i] == Bell ? i + 1 : i;
            default: // Two characters, with intermediates as in ESC ( B.
                while (i < text.Length && text[i] is >= ' ' and <= '/')
                    i++;
                return i < text.Length && text[i] is > '/' and <= '~' ? i + 1 : i;
        }
    }
}
