using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Interop;

/// <summary>Writes a study as one JSON object <c>{"schema":"assay/study/1","name":…,"space":…,"trials":[…]}</c>; NaN, ±Infinity and undefined values are texts.</summary>
public static class StudyJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the study.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The text, ending in a line feed.</returns>
    public static string Write(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", "assay/study/1");
            json.WriteString("name", study.Name);
            if (study.Id is not null)
                json.WriteString("id", study.Id);
            json.WriteStartArray("objectives");
            foreach (var objective in study.Objectives)
            {
                json.WriteStartObject();
                json.WriteString("metric", objective.Metric);
                json.WriteString("direction", objective.Direction.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("space");
            json.WriteRawValue(study.Space.ToJson());
            json.WriteStartArray("trials");
            foreach (var trial in study.Trials)
                Write(json, trial);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Trial trial)
    {
        json.WriteStartObject();
        json.WriteNumber("number", trial.Number);
        json.WriteString("state", trial.State.ToString().ToLowerInvariant());
        json.WriteStartArray("values");
        foreach (var value in trial.Values)
            Write(json, value);
        json.WriteEndArray();
        Params("suggested", trial.Suggested);
        if (trial.IsForced)
            Params("forced", trial.Forced);
        if (trial.Metrics.Count > 0)
        {
            json.WriteStartObject("metrics");
            foreach (var (name, value) in trial.Metrics)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        if (trial.Violations.Count > 0)
        {
            json.WriteStartObject("violations");
            foreach (var (name, violation) in trial.Violations)
            {
                json.WritePropertyName(name);
                Write(json, violation);
            }

            json.WriteEndObject();
        }

        if (trial.Attributes.Count > 0)
        {
            json.WriteStartObject("attributes");
            foreach (var (name, text) in trial.Attributes)
                json.WriteString(name, text);
            json.WriteEndObject();
        }

        if (trial.Duration is { } duration)
            json.WriteNumber("seconds", duration.TotalSeconds);
        if (trial.Why is not null)
            json.WriteString("why", trial.Why);
        if (trial.Run is { } run)
            json.WriteString("run", run.Value);
        json.WriteEndObject();

        void Params(string name, IReadOnlyDictionary<string, ParameterValue> values)
        {
            json.WriteStartObject(name);
            foreach (var (key, value) in values)
            {
                json.WritePropertyName(key);
                json.WriteRawValue(value.Json);
            }

            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, MetricValue value)
    {
        if (value.NumberOrNull is { } number && double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(value.ToString());
    }
}
