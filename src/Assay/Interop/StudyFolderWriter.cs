using System.Text.Json.Nodes;
using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Interop;

/// <summary>Writes a study as tuning scripts leave it: <c>all_trials.json</c> and, when a trial counts, <c>best_params.json</c>. <see cref="StudyFolder"/> reads both.</summary>
public static class StudyFolderWriter
{
    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the files, each as a whole.</summary>
    /// <param name="study">The study with its trials.</param>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static Task WriteAsync(Study study, string folder, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(clock);
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, StudyFolder.TrialsFile), new JsonArray([.. study.Trials.Select(trial => (JsonNode)Write(trial))]).ToJsonString(Indented) + "\n");
        cancellationToken.ThrowIfCancellationRequested();
        if (study.Best is { } best)
            AtomicFile.WriteText(Path.Combine(folder, StudyFolder.BestFile), Best(study, best, clock).ToJsonString(Indented) + "\n");
        return Task.CompletedTask;
    }

    private static JsonObject Write(Trial trial)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in trial.Forced)
            attributes["forced_" + name] = JsonNode.Parse(value.Json);
        foreach (var (name, value) in trial.Metrics)
            attributes[name] = Number(value.NumberOrNull);
        foreach (var (name, text) in trial.Attributes)
            attributes[name] = text;
        if (trial.Duration is { } duration)
            attributes["duration_sec"] = duration.TotalSeconds;
        if (trial.Why is { } why)
            attributes[trial.State == TrialState.Pruned ? "pruned_reason" : "error"] = why;
        var written = new JsonObject
        {
            ["number"] = trial.Number,
            ["value"] = Number(trial.Value?.NumberOrNull),
            ["params"] = Values(trial.Suggested),
            ["state"] = trial.State switch
            {
                TrialState.Completed => "COMPLETE", TrialState.Pruned => "PRUNED", TrialState.Running => "RUNNING", TrialState.Waiting => "WAITING", _ => "FAIL",
            },
            ["user_attrs"] = attributes,
        };
        if (trial.FurtherValues.Count > 0)
            written["values"] = new JsonArray([Number(trial.Value?.NumberOrNull), .. trial.FurtherValues.Select(value => Number(value.NumberOrNull))]);
        return written;
    }

    private static JsonObject Best(Study study, Trial best, TimeProvider clock) => new()
    {
        ["study"] = study.Name,
        ["metric"] = study.Metric,
        ["direction"] = study.Direction == Direction.Maximize ? "maximize" : "minimize",
        ["best_trial"] = best.Number,
        ["best_value"] = Number(best.Value?.NumberOrNull),
        ["best_params"] = Values(best.Params),
        ["n_trials"] = study.Trials.Count,
        ["search_space"] = new JsonObject(study.Space.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Space(parameter.Distribution)))),
        ["timestamp"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    private static JsonNode? Space(Distribution distribution) => distribution switch
    {
        CategoricalDistribution choice => new JsonArray([.. choice.Choices.Select(value => JsonNode.Parse(value.Json))]),
        FloatDistribution real => new JsonObject { ["low"] = real.Low, ["high"] = real.High, ["log"] = real.IsLog, ["step"] = real.Step },
        IntDistribution whole => new JsonObject { ["low"] = whole.Low, ["high"] = whole.High, ["log"] = whole.IsLog, ["step"] = whole.Step },
        _ => null,
    };

    private static JsonObject Values(IReadOnlyDictionary<string, ParameterValue> values) => new(values.Select(value => KeyValuePair.Create(value.Key, JsonNode.Parse(value.Value.Json))));

    // JSON has no NaN and no infinity; the scripts of the field write those names without quotes, which fewer programs read than texts.
    private static JsonNode? Number(double? number) => number is not { } value ? null : double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString("R", CultureInfo.InvariantCulture));
}
