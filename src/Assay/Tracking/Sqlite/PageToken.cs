using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Assay.Tracking.Sqlite;

/// <summary>Where a page ended: the values that its last row was sorted by, so that rows made meanwhile shift nothing.</summary>
/// <param name="Began">When the first page was read.</param>
/// <param name="Taken">Rows on the pages so far; a query's own limit counts them.</param>
/// <param name="Last">Numbers, texts or null, in the order of the query's keys; null before the first page.</param>
internal sealed record PageToken(DateTimeOffset Began, long Taken, IReadOnlyList<object?>? Last)
{
    /// <summary>Reads a token.</summary>
    /// <exception cref="AssayException">The text is not a token.</exception>
    public static PageToken Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var parts = document.RootElement.EnumerateArray().Select(Value).ToArray();
            if (parts is [long began, long taken, .. { Length: > 0 } last])
                return new PageToken(Microseconds.ToTime(began), taken, last);
        }
        catch (Exception failure) when (failure is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new AssayException(Sentence(text), failure);
        }

        throw new AssayException(Sentence(text));
    }

    /// <summary>The token as text: base64url of a JSON list.</summary>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(Microseconds.Of(Began));
            writer.WriteNumberValue(Taken);
            foreach (var value in Last ?? [])
                Write(writer, value);
            writer.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double infinity:
                // A number that no double holds reads back as infinity.
                writer.WriteRawValue(infinity > 0 ? "1e999" : "-1e999");
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        _ => throw new FormatException(),
    };

    private static string Sentence(string text) => $"'{Limits.Short(text)}' is not a page token; pass on what the page before returned as next.";
}
