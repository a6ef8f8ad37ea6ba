using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Planning.Yaml;

namespace Assay.Planning;

/// <summary>A variable's value: the JSON that is recorded, and the text that <c>${…}</c> inserts.</summary>
internal sealed class PlanValue
{
    private JsonElement? _json;

    private PlanValue(JsonElement? json, string text)
    {
        _json = json;
        Text = text;
    }

    // Most texts, ids and paths among them, are only ever inserted.
    public JsonElement Json => _json ??= JsonElement.Parse(Quote(Text));

    /// <summary>The text itself; numbers, booleans, null, lists and maps as JSON writes them.</summary>
    public string Text { get; }

    public static PlanValue OfText(string text) => new(null, text);

    public static PlanValue OfJson(JsonElement json) =>
        new(json, json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText());

    /// <summary>The node as written, nothing interpolated.</summary>
    public static PlanValue Of(YamlNode node)
    {
        if (node is YamlScalar { Kind: ScalarKind.Text } text)
            return OfText(text.Text);
        if (node is YamlScalar scalar)
            return new PlanValue(JsonElement.Parse(scalar.Text), scalar.Text);
        return OfTree(writer => Write(writer, node));
    }

    /// <summary>A list or map.</summary>
    public static PlanValue OfTree(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return new PlanValue(JsonElement.Parse(buffer.WrittenSpan), Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static void Write(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                scalar.Value.Json.WriteTo(writer);
                break;
            case YamlList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case YamlMap map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
