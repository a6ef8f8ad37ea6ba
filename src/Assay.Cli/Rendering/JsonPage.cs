using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Writes what <c>--json</c> prints: one object <c>{"schema":"assay/&lt;verb&gt;/1","items":[…],"next":null}</c>.</summary>
internal static class JsonPage
{
    /// <summary>How JSON is written everywhere on the command line: Unicode stays readable, control characters are escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="verb">The verb, for the schema's name.</param>
    /// <param name="next">Token for the next page; null when this is the last.</param>
    /// <param name="items">Writes the items.</param>
    /// <param name="more">Writes further properties after "next"; null for none.</param>
    public static void Print(TextWriter writer, string verb, string? next, Action<Utf8JsonWriter> items, Action<Utf8JsonWriter>? more = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", $"assay/{verb}/1");
            json.WriteStartArray("items");
            items(json);
            json.WriteEndArray();
            json.WriteString("next", next);
            more?.Invoke(json);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    /// <summary>Writes a text property unless it is null.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    /// <summary>Writes a time property, ISO 8601 in UTC, unless it is null.</summary>
    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
            json.WriteString(name, Iso(time));
    }

    /// <summary>A time in ISO 8601, UTC, with as many digits of a second as it has.</summary>
    public static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a number property; NaN and ±Infinity, which JSON has not, as texts.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is not { } number)
            return;
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, Figures.Number(number));
    }

    /// <summary>Writes a metric's value as a property; an undefined one as <c>{"undefined": why}</c>.</summary>
    public static void Metric(this Utf8JsonWriter json, string name, MetricValue value)
    {
        if (value.Kind != MetricKind.Undefined)
        {
            json.Number(name, value.Number);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("undefined", value.Reason);
        json.WriteEndObject();
    }

    /// <summary>Writes a property whose value is a JSON text.</summary>
    public static void Raw(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }
}
