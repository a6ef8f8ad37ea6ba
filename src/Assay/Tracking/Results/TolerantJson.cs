using System.Text.Json;

namespace Assay.Tracking.Results;

/// <summary>
/// JSON as programs write it: standard JSON, with a byte-order mark and with the bare <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> of
/// Python's json module allowed; these become the strings of the same spelling.
/// </summary>
internal static class TolerantJson
{
    /// <summary>Deepest accepted nesting.</summary>
    internal const int DepthLimit = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthLimit };

    /// <summary>Reads one document.</summary>
    /// <param name="content">UTF-8 bytes.</param>
    /// <param name="name">What the sentence of an error calls the file.</param>
    /// <exception cref="ResultRefusedException">Not JSON, torn, or too deep; names the line.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> content, string name)
    {
        if (content.Span.StartsWith("\uFEFF"u8))
            content = content[3..];
        if (content.Span.TrimEnd(" \t\r\n\0"u8).IsEmpty)
            throw new ResultRefusedException($"{name}: is empty, expected JSON.");
        var readable = QuoteBareNumbers(content[..content.Span.TrimEnd(" \t\r\n"u8).Length]);
        try
        {
            return JsonDocument.Parse(readable, Options);
        }
        catch (JsonException e)
        {
            throw new ResultRefusedException(Explain(e, readable.Span, content.Length, name));
        }
    }

    private static string Explain(JsonException e, ReadOnlySpan<byte> content, int size, string name)
    {
        var line = (e.LineNumber ?? 0) + 1;
        if (Offset(content, e.LineNumber ?? 0, e.BytePositionInLine ?? 0) >= content.Length)
            return string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: ends in the middle of its JSON after {size} bytes; it was torn or is still being written.");
        var reason = e.Message.Split(" LineNumber:", 2)[0];
        return string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: not valid JSON: {reason}");
    }

    private static long Offset(ReadOnlySpan<byte> content, long line, long column)
    {
        long offset = 0;
        for (; line > 0; line--)
        {
            var end = content[(int)offset..].IndexOf((byte)'\n');
            if (end < 0)
                return content.Length;
            offset += end + 1;
        }

        return offset + column;
    }

    private static ReadOnlyMemory<byte> QuoteBareNumbers(ReadOnlyMemory<byte> content)
    {
        var span = content.Span;
        MemoryStream? quoted = null;
        var copied = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] == '"')
            {
                i = EndOfString(span, i);
                continue;
            }

            var length = BareNumber(span[i..]);
            if (length == 0)
                continue;
            quoted ??= new MemoryStream(span.Length + 64);
            quoted.Write(span[copied..i]);
            quoted.WriteByte((byte)'"');
            quoted.Write(span.Slice(i, length));
            quoted.WriteByte((byte)'"');
            copied = i + length;
            i = copied - 1;
        }

        if (quoted is null)
            return content;
        quoted.Write(span[copied..]);
        return quoted.GetBuffer().AsMemory(0, (int)quoted.Length);
    }

    private static int EndOfString(ReadOnlySpan<byte> span, int start)
    {
        for (var i = start + 1; i < span.Length; i++)
        {
            if (span[i] == '\\')
                i++;
            else if (span[i] == '"')
                return i;
        }

        return span.Length;
    }

    private static int BareNumber(ReadOnlySpan<byte> rest)
    {
        if (rest[0] is not ((byte)'N' or (byte)'I' or (byte)'-'))
            return 0;
        return rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;
    }
}
