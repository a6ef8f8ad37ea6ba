using System.Text.Json;
using Assay.Tracking.Results;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Interop;

/// <summary>What a <c>best_params.json</c> says.</summary>
/// <param name="Reported">The reported best.</param>
/// <param name="Space">The search space it lists; undeclared when none.</param>
/// <param name="Time">When it was written, by its own word; null when it does not say.</param>
internal sealed record BestParamsJson(ReportedBest Reported, ParameterSpace Space, DateTimeOffset? Time)
{
    private static readonly string[] Own = ["experiment", "study", "study_name", "best_trial", "best_value", "n_trials", "best_params", "search_space", "best_user_attrs"];

    /// <summary>Reads the file's object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="ResultRefusedException">It is no object.</exception>
    public static BestParamsJson Read(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ResultRefusedException($"{file}: is {JsonPlace.Describe(root)}, expected an object with best_params.");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in root.EnumerateObject().Where(field => !Own.Contains(field.Name, StringComparer.Ordinal)))
        {
            if (field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                fields[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
        }

        var reported = new ReportedBest(Path.GetFileName(file))
        {
            Study = TrialsJson.Property(root, "experiment", "study", "study_name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null,
            Trial = Number(root, "best_trial") is { } trial && trial == Math.Floor(trial) && Math.Abs(trial) < int.MaxValue ? (int)trial : null,
            Value = Number(root, "best_value"),
            TrialCount = Number(root, "n_trials") is { } count && count == Math.Floor(count) && Math.Abs(count) < int.MaxValue ? (int)count : null,
            Params = root.TryGetProperty("best_params", out var best) && best.ValueKind == JsonValueKind.Object ? TrialsJson.Values(best) : new Dictionary<string, ParameterValue>(),
            Fields = fields,
        };
        var space = root.TryGetProperty("search_space", out var listed) && listed.ValueKind == JsonValueKind.Object ? ReadSpace(listed) : ParameterSpace.Undeclared;
        var time = fields.TryGetValue("timestamp", out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var written) ? written : (DateTimeOffset?)null;
        return new BestParamsJson(reported, space, time);
    }

    private static double? Number(JsonElement root, string name) => root.TryGetProperty(name, out var value) && JsonPlace.Number(value) is { } number ? number.NumberOrNull : null;

    // A list of choices, or an object with low and high.
    private static ParameterSpace ReadSpace(JsonElement space)
    {
        var parameters = new List<Parameter>();
        foreach (var item in space.EnumerateObject())
        {
            if (item.Value.ValueKind == JsonValueKind.Array && item.Value.GetArrayLength() > 0)
                parameters.Add(new Parameter(item.Name, new CategoricalDistribution([.. item.Value.EnumerateArray().Select(ParameterValue.OfJson).Distinct()])));
            else if (item.Value.ValueKind == JsonValueKind.Object && Number(item.Value, "low") is { } low && Number(item.Value, "high") is { } high && low <= high)
                parameters.Add(new Parameter(item.Name, Range(item.Value, low, high)));
        }

        return parameters.Count == 0 ? ParameterSpace.Undeclared : new ParameterSpace(parameters);
    }

    private static Distribution Range(JsonElement item, double low, double high)
    {
        var isLog = item.TryGetProperty("log", out var log) && log.ValueKind == JsonValueKind.True;
        var isWhole = item.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString()!.Contains("int", StringComparison.OrdinalIgnoreCase);
        return isWhole && Math.Abs(low) < 1e15 && Math.Abs(high) < 1e15 ? new IntDistribution((long)low, (long)high, isLog, Number(item, "step") is { } step and >= 1 and < 1e15 ? (long)step : 1) : new FloatDistribution(low, high, isLog, Number(item, "step"));
    }
}
