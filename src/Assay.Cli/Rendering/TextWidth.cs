namespace Assay.Cli.Rendering;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class TextWidth
{
    /// <summary>What stands in place of what was cut off.</summary>
    public const char Ellipsis = '…';

    /// <summary>Columns that a text takes: marks none, East Asian wide letters and emoji two.</summary>
    /// <param name="text">Text without control characters.</param>
    public static int Of(string text)
    {
        var ascii = true;
        foreach (var c in text)
            ascii &= c < 0x80;
        if (ascii)
            return text.Length;
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>The text cut to a number of columns, with "…" where something is missing.</summary>
    /// <param name="text">Text without control characters.</param>
    /// <param name="columns">At least 1.</param>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
            return text;
        var kept = new StringBuilder();
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns - 1)
                break;
            kept.Append(rune.ToString());
        }

        return kept.Append(Ellipsis).ToString();
    }

    /// <summary>The text broken into lines of at most a number of columns, at blanks where there are some.</summary>
    /// <param name="text">Text without control characters.</param>
    /// <param name="columns">At least 1.</param>
    public static IEnumerable<string> Wrap(string text, int columns)
    {
        while (Of(text) > columns)
        {
            int fits = 0, width = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                width += Of(rune);
                if (width > columns && fits > 0)
                    break;
                fits += rune.Utf16SequenceLength;
            }

            if (fits >= text.Length)
                break;
            var blank = text[fits] == ' ' ? fits : text.LastIndexOf(' ', fits - 1, fits);
            var end = blank > 0 ? blank : fits;
            yield return text[..end];
            text = text[end..].TrimStart(' ');
        }

        yield return text;
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) => 2,
        (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) => 2,
        (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f900 and <= 0x1f9ff) or (>= 0x20000 and <= 0x3fffd) => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1,
    };
}
