using System.Buffers;

namespace Assay.Notebook.Text;

/// <summary>
/// A text seen as if UTF-8 had been read as a code page. What can be so is counted by what it would stand for, since correct text has such
/// sequences too: French "l’été" holds an Armenian letter in Mac Roman, "Å–" a Latin one in Windows-1252.
/// </summary>
internal sealed class MisreadText
{
    private readonly string _text;
    private readonly bool _signs;
    private readonly bool _letters;
    private readonly bool _foreign;

    /// <summary>Looks through a text.</summary>
    /// <param name="page">The code page it may have been read as.</param>
    /// <param name="text">Any text.</param>
    /// <param name="again">Whether the text was mended for this page already: it may have been misread twice, and then little is left to tell by.</param>
    public MisreadText(SingleByteCodePage page, string text, bool again)
    {
        (Page, _text) = (page, text);
        int signs = 0, letters = 0, foreign = 0, loneLeads = 0, loneLetterLeads = 0, end = -1;
        bool differ = false, word = false;
        Rune? seen = null;
        var before = Kind.None;
        for (var at = 0; at < text.Length;)
        {
            var kind = Read(at, out var rune, out var length);
            if (kind == Kind.None)
            {
                if (text[at] >= 0x80 && IsLead(page, text[at]))
                {
                    loneLeads++;
                    loneLetterLeads += IsLetterLead(page, text[at]) ? 1 : 0;
                }

                at++;
                continue;
            }

            Explained += length;
            signs += kind == Kind.Sign ? 1 : 0;
            letters += kind == Kind.Letter ? 1 : 0;
            foreign += kind == Kind.Foreign ? 1 : 0;
            if (kind == Kind.Letter)
            {
                differ |= seen is { } other && other != rune;
                seen = rune;
            }

            word |= kind == Kind.Foreign && before == Kind.Foreign && end == at;
            (before, end) = (kind, at + length);
            at = end;
        }

        _signs = signs > 0;
        // A text that was misread as a whole has no such lead on its own; correct text has them on their own mostly.
        _letters = letters > loneLetterLeads && (_signs || differ || (again && loneLeads == 0));
        // Scripts are written in words: a letter of another script among Latin ones is chance.
        _foreign = word && signs + letters + foreign > loneLeads;
    }

    /// <summary>What a sequence stands for.</summary>
    private enum Kind
    {
        None,
        Sign,
        Letter,
        Foreign,
    }

    /// <summary>The code page.</summary>
    public SingleByteCodePage Page { get; }

    /// <summary>Number of characters that the mistake would explain.</summary>
    public int Explained { get; }

    /// <summary>Whether the mistake was made.</summary>
    public bool IsMisread => _signs || _letters || _foreign;

    /// <summary>Whether a character can be the first byte of one of UTF-8's longer characters.</summary>
    /// <param name="page">The code page.</param>
    /// <param name="character">Any character.</param>
    /// <returns>Whether its byte is a lead byte.</returns>
    public static bool IsLead(SingleByteCodePage page, char character) => page.ByteOf(character) is >= 0xC2 and <= 0xF4;

    /// <summary>Undoes the mistake.</summary>
    /// <param name="first">Where in the old text the first sequence stood.</param>
    /// <param name="count">Number of sequences.</param>
    /// <returns>The text as it was.</returns>
    public string Mend(out int first, out int count)
    {
        (first, count) = (-1, 0);
        var mended = new StringBuilder(_text.Length);
        var copied = 0;
        for (var at = 0; at < _text.Length;)
        {
            var kind = Read(at, out var rune, out var length);
            if (kind == Kind.None || !Mends(kind))
            {
                at++;
                continue;
            }

            if (count++ == 0)
                first = at;
            mended.Append(_text, copied, at - copied).Append(rune);
            at += length;
            copied = at;
        }

        return mended.Append(_text, copied, _text.Length - copied).ToString();
    }

    private bool Mends(Kind kind) => kind switch
    {
        Kind.Sign => _signs,
        Kind.Letter => _letters,
        _ => _foreign,
    };

    private static bool IsLetterLead(SingleByteCodePage page, char character) => page.ByteOf(character) is >= 0xC3 and <= 0xC5;

    private Kind Read(int at, out Rune rune, out int length)
    {
        (rune, length) = (default, 1);
        if (_text[at] < 0x80 || !IsLead(Page, _text[at]) || at + 1 == _text.Length || Page.ByteOf(_text[at + 1]) is not (>= 0x80 and < 0xC0))
            return Kind.None;
        Span<byte> bytes = stackalloc byte[4];
        var held = 0;
        while (held < bytes.Length && at + held < _text.Length && Page.ByteOf(_text[at + held]) is var value && value != 0)
            bytes[held++] = value;
        if (Rune.DecodeFromUtf8(bytes[..held], out rune, out length) == OperationStatus.Done)
            return KindOf(rune.Value);
        length = 1;
        return Kind.None;
    }

    // By block, not by category: what stands in logs of every language counts as a sign, a comma of Syriac does not.
    private static Kind KindOf(int code) => code switch
    {
        <= 0xBF or 0xD7 => Kind.Sign,
        <= 0x17F => Kind.Letter,
        // The letters that Windows-1252 has beyond those: text misread twice holds them.
        0x192 or 0x2C6 or 0x2DC => Kind.Letter,
        // Combining marks, Greek, Vietnamese.
        >= 0x300 and <= 0x3FF or >= 0x1E00 and <= 0x1EFF => Kind.Letter,
        // Punctuation, arrows, mathematics, boxes, dingbats; the same for East Asia; variation selectors and emoji.
        >= 0x2000 and <= 0x2BFF or >= 0x3000 and <= 0x303F or >= 0xFE00 and <= 0xFE0F or >= 0xFEFF and <= 0xFF0F or 0xFFFD => Kind.Sign,
        >= 0x1F000 and <= 0x1FAFF or >= 0xE0020 and <= 0xE007F => Kind.Sign,
        _ => Kind.Foreign,
    };
}
