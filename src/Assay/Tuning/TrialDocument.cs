using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tracking;

namespace Assay.Tuning;

/// <summary>What a trial's run does not say, as one JSON object.</summary>
internal static class TrialDocument
{
    public static string Write(Trial trial) => new JsonObject
    {
        ["suggested"] = Values(trial.Suggested),
        ["forced"] = Values(trial.Forced),
        ["attributes"] = Texts(trial.Attributes),
        ["why"] = trial.Why,
        ["further_values"] = new JsonArray([.. trial.FurtherValues.Select(value => (JsonNode)(value.NumberOrNull is { } number && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(value.Reason ?? value.ToString())))]),
        ["violations"] = new JsonObject(trial.Violations.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)(double.IsFinite(one.Value) ? JsonValue.Create(one.Value) : JsonValue.Create(one.Value.ToString("R", CultureInfo.InvariantCulture)))))),
    }.ToJsonString();

    /// <summary>The trial with the state of its run.</summary>
    /// <exception cref="AssayException">The document is not one.</exception>
    public static Trial Read(StoredTrial stored)
    {
        try
        {
            using var document = JsonDocument.Parse(stored.Document);
            var root = document.RootElement;
            return new Trial(stored.Number, State(stored.Status))
            {
                Value = stored.Value,
                FurtherValues = root.TryGetProperty("further_values", out var further) ? [.. further.EnumerateArray().Select(Further)] : [],
                Violations = root.TryGetProperty("violations", out var violations) ? violations.EnumerateObject().ToDictionary(one => one.Name, one => Violation(one.Value), StringComparer.Ordinal) : new Dictionary<string, double>(),
                Run = stored.Run,
                Duration = stored.Duration,
                Suggested = Values(root.GetProperty("suggested")),
                Forced = Values(root.GetProperty("forced")),
                Attributes = Texts(root.GetProperty("attributes")),
                Why = root.GetProperty("why").GetString(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"Trial {stored.Number} cannot be read from the store: {e.Message}"), e);
        }
    }

    public static JsonObject Values(IReadOnlyDictionary<string, ParameterValue> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, JsonNode.Parse(value.Value.Json))));

    public static IReadOnlyDictionary<string, ParameterValue> Values(JsonElement values) =>
        values.EnumerateObject().ToDictionary(value => value.Name, value => ParameterValue.OfJson(value.Value), StringComparer.Ordinal);

    public static JsonObject Texts(IReadOnlyDictionary<string, string> texts) => new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    public static IReadOnlyDictionary<string, string> Texts(JsonElement texts) =>
        texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString() ?? "", StringComparer.Ordinal);

    private static MetricValue Further(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var reason => MetricValue.Undefined(string.IsNullOrWhiteSpace(reason) ? "unknown" : reason),
        };

    private static double Violation(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString() ?? "NaN", CultureInfo.InvariantCulture);

    private static TrialState State(RunStatus status) => status switch
    {
        RunStatus.Planned or RunStatus.Queued => TrialState.Waiting,
        RunStatus.Running => TrialState.Running,
        RunStatus.Completed => TrialState.Completed,
        RunStatus.Pruned => TrialState.Pruned,
        _ => TrialState.Failed,
    };
}
