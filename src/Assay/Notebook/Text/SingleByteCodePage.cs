namespace Assay.Notebook.Text;

/// <summary>A code page of one byte a character: the two that UTF-8 text is most often misread as.</summary>
internal sealed class SingleByteCodePage
{
    private readonly string _upper;

    // By character: its byte from 0x80 on; 0 for a character the page has not, and for ASCII.
    private readonly byte[] _bytes = new byte[char.MaxValue + 1];

    private SingleByteCodePage(string name, string upper)
    {
        (Name, _upper) = (name, upper);
        for (var i = 0; i < upper.Length; i++)
            _bytes[upper[i]] = (byte)(0x80 + i);
        // A program that took the text for ISO 8859-1 left control characters where the code page has signs.
        for (var control = '\u0080'; control < '\u00A0'; control++)
            _bytes[control] = (byte)control;
    }

    /// <summary>What Windows takes text for; the five bytes it leaves undefined are control characters.</summary>
    public static SingleByteCodePage Windows1252 { get; } = new(
        "Windows-1252",
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ"
        + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ");

    /// <summary>What older programs on macOS take text for.</summary>
    public static SingleByteCodePage MacRoman { get; } = new(
        "Mac Roman",
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
        + "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ");

    /// <summary>Its name as people know it.</summary>
    public string Name { get; }

    /// <summary>The byte of a character.</summary>
    /// <param name="character">Any character.</param>
    /// <returns>0x80 to 0xFF; 0 for ASCII and for what the page has not.</returns>
    public byte ByteOf(char character) => _bytes[character];

    /// <summary>The text that bytes in this encoding stand for.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>As many characters.</returns>
    public string Decode(byte[] bytes) => string.Create(bytes.Length, bytes, (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = from[i] < 0x80 ? (char)from[i] : _upper[from[i] - 0x80];
    });
}
