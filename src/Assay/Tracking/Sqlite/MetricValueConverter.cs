using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Tracking.Sqlite;

/// <summary>A metric's value as JSON: a number, <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>, or <c>{"undefined":"why"}</c>.</summary>
internal sealed class MetricValueConverter : JsonConverter<MetricValue>
{
    /// <inheritdoc/>
    public override MetricValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        return value.ValueKind switch
        {
            JsonValueKind.Number => MetricValue.Of(value.GetDouble()),
            JsonValueKind.String => value.GetString() switch
            {
                "NaN" => MetricValue.Of(double.NaN),
                "Infinity" => MetricValue.Of(double.PositiveInfinity),
                "-Infinity" => MetricValue.Of(double.NegativeInfinity),
                var text => throw new JsonException($"'{text}' is not a metric's value."),
            },
            JsonValueKind.Object when value.TryGetProperty("undefined", out var why) && why.GetString() is { Length: > 0 } reason => MetricValue.Undefined(reason),
            _ => throw new JsonException($"{value.ValueKind} is not a metric's value."),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MetricValue value, JsonSerializerOptions options)
    {
        if (value.Kind == MetricKind.Undefined)
        {
            writer.WriteStartObject();
            writer.WriteString("undefined", value.Reason);
            writer.WriteEndObject();
        }
        else if (double.IsFinite(value.Number))
        {
            writer.WriteNumberValue(value.Number);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
