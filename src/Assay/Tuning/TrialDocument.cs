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
        // The first objective is a column of the store.
        ["values"] = trial.Values.Count < 2 ? null : new JsonArray([.. trial.Values.Skip(1).Select(value => (JsonNode)Value(value))]),
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
                Values = stored.Value is not { } first ? [] : root.TryGetProperty("values", out var further) && further.ValueKind == JsonValueKind.Array
                    ? [first, .. further.EnumerateArray().Select(Value)]
                    : [first],
                Run = stored.Run,
                Duration = stored.Duration,
                Suggested = Values(root.GetProperty("suggested")),
                Forced = Values(root.GetProperty("forced")),
                Attributes = Texts(root.GetProperty("attributes")),
                Why = root.GetProperty("why").GetString(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
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

    // NaN, infinities and undefined values are no numbers of JSON.
    private static JsonValue Value(MetricValue value) => value.NumberOrNull is { } number && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(value.Kind == MetricKind.Undefined ? value.Reason! : value.ToString());

    private static MetricValue Value(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        { Length: > 0 } reason => MetricValue.Undefined(reason),
        _ => MetricValue.Undefined("no reason was kept"),
    };

    private static TrialState State(RunStatus status) => status switch
    {
        RunStatus.Planned or RunStatus.Queued => TrialState.Waiting,
        RunStatus.Running => TrialState.Running,
        RunStatus.Completed => TrialState.Completed,
        RunStatus.Pruned => TrialState.Pruned,
        _ => TrialState.Failed,
    };
}
