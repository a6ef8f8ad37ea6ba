using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tracking;
using Assay.Tuning.Samplers;

namespace Assay.Tuning;

/// <summary>What a trial's run does not say, as one JSON object.</summary>
internal static class TrialDocument
{
    private static readonly Dictionary<string, double> NoViolations = [];
    private static readonly Dictionary<string, ParameterValue> NoValues = [];

    // Written with every ask and tell: a writer costs a tenth of a tree of nodes.
    public static string Write(Trial trial)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Write(json, "suggested", trial.Suggested);
            Write(json, "forced", trial.Forced);
            json.WriteStartObject("attributes");
            foreach (var (name, text) in trial.Attributes)
                json.WriteString(name, text);
            json.WriteEndObject();
            json.WriteString("why", trial.Why);
            WriteMore(json, trial);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // What few trials have is left out of the others.
    private static void WriteMore(Utf8JsonWriter json, Trial trial)
    {
        if (trial.State == TrialState.Failed)
            json.WriteBoolean("failed", true);
        if (trial.FurtherValues.Count > 0)
        {
            json.WriteStartArray("further_values");
            foreach (var value in trial.FurtherValues)
            {
                if (value.NumberOrNull is { } number && double.IsFinite(number))
                    json.WriteNumberValue(number);
                else
                    json.WriteStringValue(value.Reason ?? value.ToString());
            }

            json.WriteEndArray();
        }

        if (trial.Violations.Count > 0)
        {
            json.WriteStartObject("violations");
            foreach (var (name, violation) in trial.Violations)
            {
                if (double.IsFinite(violation))
                    json.WriteNumber(name, violation);
                else
                    json.WriteString(name, violation.ToString("R", CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
        }

        if (trial.Unused.Count > 0)
            Write(json, "unused", trial.Unused);
        if (trial.LastStep is { } step)
            json.WriteNumber("last_step", step);
        if (trial.RetryOf is { } retried)
            json.WriteNumber("retry_of", retried);
        if (trial.Proposal is { } proposal)
            WriteProposal(json, proposal);
    }

    private static void WriteProposal(Utf8JsonWriter json, TrialProposal proposal)
    {
        json.WriteStartObject("proposal");
        json.WriteString("sampler", proposal.Sampler.Name);
        if (proposal.Sampler.Seed is { } seed)
            json.WriteNumber("seed", seed);
        if (proposal.Sampler.Options.Count > 0)
        {
            json.WriteStartObject("options");
            foreach (var (name, text) in proposal.Sampler.Options)
                json.WriteString(name, text);
            json.WriteEndObject();
        }

        json.WriteNumber("space", proposal.SpaceVersion);
        json.WriteNumber("below", proposal.Saw.Below);
        Write(json, "without", proposal.Saw.Without);
        Write(json, "running", proposal.Saw.Running);
        if (proposal.Trials is { } trials)
            json.WriteNumber("trials", trials);
        if (proposal.Attempt > 0)
            json.WriteNumber("attempt", proposal.Attempt);
        if (proposal.Why is { } why)
            json.WriteString("why", why);
        json.WriteEndObject();
    }

    private static TrialProposal ReadProposal(JsonElement proposal) => new(
        new Sampler(proposal.GetProperty("sampler").GetString() ?? "")
        {
            Seed = proposal.TryGetProperty("seed", out var seed) ? seed.GetInt64() : null,
            Options = proposal.TryGetProperty("options", out var options) ? Texts(options) : new Dictionary<string, string>(),
        },
        new TrialView(proposal.GetProperty("below").GetInt32(), Numbers(proposal, "without"), Numbers(proposal, "running")),
        proposal.GetProperty("space").GetInt32())
    {
        Trials = proposal.TryGetProperty("trials", out var trials) ? trials.GetInt32() : null,
        Attempt = proposal.TryGetProperty("attempt", out var attempt) ? attempt.GetInt32() : 0,
        Why = proposal.TryGetProperty("why", out var why) ? why.GetString() : null,
    };

    private static int[] Numbers(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var numbers) ? [.. numbers.EnumerateArray().Select(number => number.GetInt32())] : [];

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<int> numbers)
    {
        if (numbers.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, ParameterValue> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            json.WriteRawValue(value.Json, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

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

    /// <summary>The trial with the state of its run.</summary>
    /// <exception cref="AssayException">The document is not one.</exception>
    public static Trial Read(StoredTrial stored)
    {
        try
        {
            using var document = JsonDocument.Parse(stored.Document);
            var root = document.RootElement;
            var failed = root.TryGetProperty("failed", out _);
            return new Trial(stored.Number, failed ? TrialState.Failed : State(stored.Status))
            {
                Value = stored.Value,
                Run = stored.Run,
                Duration = stored.Duration,
                Suggested = Values(root.GetProperty("suggested")),
                Forced = Values(root.GetProperty("forced")),
                Attributes = Texts(root.GetProperty("attributes")),
                Why = root.GetProperty("why").GetString(),
                FurtherValues = root.TryGetProperty("further_values", out var further) ? [.. further.EnumerateArray().Select(Further)] : [],
                Violations = root.TryGetProperty("violations", out var violations) ? violations.EnumerateObject().ToDictionary(one => one.Name, one => Violation(one.Value), StringComparer.Ordinal) : NoViolations,
                Unused = root.TryGetProperty("unused", out var unused) ? Values(unused) : NoValues,
                LastStep = root.TryGetProperty("last_step", out var step) ? step.GetInt64() : null,
                RetryOf = root.TryGetProperty("retry_of", out var retried) ? retried.GetInt32() : null,
                Proposal = root.TryGetProperty("proposal", out var proposal) ? ReadProposal(proposal) : null,
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

    private static TrialState State(RunStatus status) => status switch
    {
        RunStatus.Planned or RunStatus.Queued => TrialState.Waiting,
        RunStatus.Running => TrialState.Running,
        RunStatus.Completed => TrialState.Completed,
        RunStatus.Pruned => TrialState.Pruned,
        _ => TrialState.Failed,
    };
}
