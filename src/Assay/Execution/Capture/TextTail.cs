namespace Assay.Execution.Capture;

/// <summary>Reads the end of a captured output.</summary>
internal static class TextTail
{
    /// <summary>The last bytes of a file as text, cut at a character; empty when there is no file.</summary>
    internal static string Read(string path, int limit)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var length = stream.Length;
            stream.Position = Math.Max(0, length - limit);
            var bytes = new byte[(int)Math.Min(limit, length)];
            return Decode(bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), limit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The end of a text that takes at most so many bytes of UTF-8.</summary>
    internal static string Last(string text, int limit) => Decode(Encoding.UTF8.GetBytes(text), limit);

    private static string Decode(ReadOnlySpan<byte> bytes, int limit)
    {
        var tail = bytes[Math.Max(0, bytes.Length - limit)..];
        // Continuation bytes at the start belong to a character that was cut.
        var start = 0;
        while (start < Math.Min(4, tail.Length) && (tail[start] & 0xC0) == 0x80)
            start++;
        return Encoding.UTF8.GetString(tail[start..]);
    }
}
