using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Notebook;

/// <summary>Dates in JSON, in the form of ISO 8601-2.</summary>
internal sealed class LogDateConverter : JsonConverter<LogDate>
{
    public override LogDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LogDate.TryParse(reader.GetString(), out var date) ? date : throw new JsonException("a date is expected");

    public override void Write(Utf8JsonWriter writer, LogDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
