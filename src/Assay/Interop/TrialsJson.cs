using System.Text.Json;
using Assay.Tracking;
using Assay.Tracking.Results;
using Assay.Tuning;

namespace Assay.Interop;

/// <summary>Reads lists of trials as tuning scripts write them: a list, or an object with the list under <c>trials</c>; states by name or number; values with NaN and null.</summary>
internal static class TrialsJson
{
    private const string ForcedPrefix = "forced_";

    // What scripts note beside forced values, which is no parameter itself.
    private const string ForcedMark = "forced_extreme";

    /// <summary>Reads the list.</summary>
    /// <param name="root">The document.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="limit">Most trials.</param>
    /// <exception cref="ResultRefusedException">It is no such list, or too long, or a number occurs twice.</exception>
    public static List<Trial> Read(JsonElement root, string file, int limit)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("trials", out var inner))
            root = inner;
        if (root.ValueKind != JsonValueKind.Array)
            throw new ResultRefusedException($"{file}: is {JsonPlace.Describe(root)}, expected a list of trials.");
        if (root.GetArrayLength() > limit)
            throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{file}: lists {root.GetArrayLength()} trials; at most {limit} are read."));
        var trials = new List<Trial>(root.GetArrayLength());
        var numbers = new HashSet<int>();
        var index = 0;
        foreach (var item in root.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}: trial [{index}]");
            if (item.ValueKind != JsonValueKind.Object)
                throw new ResultRefusedException($"{place} is {JsonPlace.Describe(item)}, expected an object with number, value, params and state.");
            var trial = Read(item, index++, place);
            if (!numbers.Add(trial.Number))
                throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{place} has the number {trial.Number}, which another trial has already."));
            trials.Add(trial);
        }

        trials.Sort((left, right) => left.Number.CompareTo(right.Number));
        return trials;
    }

    private static Trial Read(JsonElement item, int index, string place)
    {
        var number = Property(item, "number", "trial", "trial_id") is { ValueKind: JsonValueKind.Number } given ? given.GetInt32() : index;
        var state = Property(item, "state", "status") is { } said ? State(said, place) : TrialState.Completed;
        var suggested = Property(item, "params", "parameters") is { ValueKind: JsonValueKind.Object } parameters ? Values(parameters) : [];
        var forced = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        var metrics = new Dictionary<string, MetricValue>(StringComparer.Ordinal);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        TimeSpan? duration = null;
        string? why = null;
        foreach (var attribute in Property(item, "user_attrs", "attributes") is { ValueKind: JsonValueKind.Object } own ? own.EnumerateObject() : default)
        {
            var value = attribute.Value;
            if (attribute.Name.StartsWith(ForcedPrefix, StringComparison.Ordinal) && attribute.Name != ForcedMark && value.ValueKind != JsonValueKind.Null)
                forced[attribute.Name[ForcedPrefix.Length..]] = ParameterValue.OfJson(value);
            else if (attribute.Name == "duration_sec" && JsonPlace.Number(value) is { } seconds && seconds.Number is >= 0 and < 1e9)
                duration = TimeSpan.FromSeconds(seconds.Number);
            else if (attribute.Name is "error" or "pruned_reason" && value.ValueKind == JsonValueKind.String)
                why = value.GetString();
            else if (JsonPlace.Number(value) is { } metric)
                metrics[attribute.Name] = metric;
            else if (value.ValueKind != JsonValueKind.Null)
                attributes[attribute.Name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }

        var values = Values(item, state);
        return new Trial(number, state)
        {
            Value = values.Count > 0 ? values[0] : null,
            FurtherValues = [.. values.Skip(1)],
            Suggested = suggested,
            Forced = forced,
            Metrics = metrics,
            Attributes = attributes,
            Duration = duration,
            Why = why,
        };
    }

    private static IReadOnlyList<MetricValue> Values(JsonElement item, TrialState state)
    {
        if (Property(item, "value", "objective") is { } value && JsonPlace.Number(value) is { } number)
            return [number];
        if (Property(item, "values") is { ValueKind: JsonValueKind.Array } several && several.GetArrayLength() > 0 && several.EnumerateArray().All(one => JsonPlace.Number(one) is not null))
            return [.. several.EnumerateArray().Select(one => JsonPlace.Number(one)!.Value)];
        return state == TrialState.Completed ? [MetricValue.Undefined("the file has no value")] : [];
    }

    private static TrialState State(JsonElement said, string place)
    {
        if (said.ValueKind == JsonValueKind.Number && said.TryGetInt32(out var number))
        {
            // Optuna's numbers.
            return number switch
            {
                0 => TrialState.Running,
                1 => TrialState.Completed,
                2 => TrialState.Pruned,
                3 => TrialState.Failed,
                4 => TrialState.Waiting,
                _ => throw Unknown(),
            };
        }

        if (said.ValueKind != JsonValueKind.String)
            throw Unknown();
        var name = said.GetString()!;
        return name[(name.LastIndexOf('.') + 1)..].ToUpperInvariant() switch
        {
            "COMPLETE" or "COMPLETED" => TrialState.Completed,
            "PRUNED" => TrialState.Pruned,
            "FAIL" or "FAILED" => TrialState.Failed,
            "RUNNING" => TrialState.Running,
            "WAITING" => TrialState.Waiting,
            _ => throw Unknown(),
        };

        ResultRefusedException Unknown() => new($"{place} has the state {said.GetRawText()}, expected COMPLETE, PRUNED, FAIL, RUNNING or WAITING.");
    }

    /// <summary>Values by name; null values are left out.</summary>
    public static Dictionary<string, ParameterValue> Values(JsonElement values)
    {
        var all = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var value in values.EnumerateObject().Where(value => value.Value.ValueKind != JsonValueKind.Null))
            all[value.Name] = ParameterValue.OfJson(value.Value);
        return all;
    }

    /// <summary>The first of several properties that is there.</summary>
    public static JsonElement? Property(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.TryGetProperty(name, out var value))
                return value;
        }

        return null;
    }
}
