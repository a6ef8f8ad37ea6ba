using System.Buffers;
using System.Text.Unicode;

namespace Assay.Notebook.Text;

/// <summary>Finds the encoding of a text file: UTF-8, UTF-16, and Windows-1252 for what is neither.</summary>
internal static class TextDecoder
{
    private const int MostNamedLines = 20;

    /// <summary>Decodes a file's content.</summary>
    /// <param name="content">The bytes; a byte-order mark is dropped.</param>
    /// <param name="remarks">Takes what had to be guessed or could not be read.</param>
    /// <returns>The text with the file's own line ends.</returns>
    public static string Decode(byte[] content, List<LogRemark> remarks)
    {
        var bytes = content.AsSpan();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Utf16(Encoding.Unicode, bytes[2..], remarks);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Utf16(Encoding.BigEndianUnicode, bytes[2..], remarks);
        if (GuessUtf16(bytes) is { } utf16)
        {
            remarks.Add(new LogRemark(0, LogCertainty.Repaired, "read as UTF-16: the file has no byte-order mark, but a zero in every other byte"));
            return Utf16(utf16, bytes, remarks);
        }

        // A machine that lost power leaves a file whose last block was never written.
        var written = bytes.TrimEnd((byte)0);
        if (written.Length < bytes.Length)
            remarks.Add(new LogRemark(0, LogCertainty.Repaired, $"{LogText.Plural(bytes.Length - written.Length, "zero byte")} at the end left out"));
        if (written.StartsWith("\uFEFF"u8))
            written = written[3..];
        if (Utf8.IsValid(written))
            return Encoding.UTF8.GetString(written);
        if (IsSingleByte(written))
        {
            remarks.Add(new LogRemark(0, LogCertainty.Repaired, "read as Windows-1252: the file is not UTF-8"));
            return SingleByteCodePage.Windows1252.Decode(written.ToArray());
        }

        NameBadLines(written, remarks);
        return Encoding.UTF8.GetString(written);
    }

    private static string Utf16(Encoding encoding, ReadOnlySpan<byte> bytes, List<LogRemark> remarks)
    {
        if (bytes.Length % 2 != 0)
            remarks.Add(new LogRemark(0, LogCertainty.Repaired, "the file ends inside a character, which became \uFFFD"));
        return encoding.GetString(bytes);
    }

    private static Encoding? GuessUtf16(ReadOnlySpan<byte> bytes)
    {
        var pairs = Math.Min(bytes.Length, 1 << 16) / 2;
        int even = 0, odd = 0;
        for (var i = 0; i < pairs; i++)
        {
            even += bytes[2 * i] == 0 ? 1 : 0;
            odd += bytes[(2 * i) + 1] == 0 ? 1 : 0;
        }

        // Most of a log is ASCII; its other half is never zero.
        if (odd > pairs / 2 && even <= pairs / 50)
            return Encoding.Unicode;
        return even > pairs / 2 && odd <= pairs / 50 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>
    /// Whether bytes above ASCII stand for one character each: in such text they seldom make a character of UTF-8, whole or cut.
    /// </summary>
    private static bool IsSingleByte(ReadOnlySpan<byte> bytes)
    {
        int single = 0, several = 0, start = 0;
        // The end of a longer log begins anywhere, also inside a character.
        while (start < Math.Min(bytes.Length, 3) && bytes[start] is >= 0x80 and < 0xC0)
            start++;
        for (var at = start; NextAboveAscii(bytes, ref at);)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            if (status == OperationStatus.InvalidData && length == 1)
                single++;
            else
                several++;
            at += length;
        }

        return single > several;
    }

    private static bool NextAboveAscii(ReadOnlySpan<byte> bytes, ref int at)
    {
        var next = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        at = next < 0 ? bytes.Length : at + next;
        return next >= 0;
    }

    private static void NameBadLines(ReadOnlySpan<byte> bytes, List<LogRemark> remarks)
    {
        int line = 1, counted = 0, named = 0, last = 0;
        for (var at = 0; NextAboveAscii(bytes, ref at);)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            if (status != OperationStatus.Done)
            {
                line += LineEnds(bytes[counted..at]);
                counted = at;
                if (line != last && named++ < MostNamedLines)
                    remarks.Add(new LogRemark(line, LogCertainty.Repaired, "holds bytes that are not UTF-8; they became \uFFFD"));
                last = line;
            }

            at += length;
        }

        if (named > MostNamedLines)
            remarks.Add(new LogRemark(0, LogCertainty.Repaired, $"{LogText.Plural(named - MostNamedLines, "more line")} with bytes that are not UTF-8"));
    }

    // A piece never begins inside "\r\n": it begins above ASCII.
    private static int LineEnds(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') + bytes.Count((byte)'\r') - bytes.Count("\r\n"u8);
}
