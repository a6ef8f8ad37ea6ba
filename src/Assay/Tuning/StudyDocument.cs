using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tracking;
using Assay.Tracking.Results;
using Assay.Tuning.Pruners;
using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>The long part of a study's record as one JSON object.</summary>
internal static class StudyDocument
{
    public static string Write(Study study)
    {
        var document = Common(study);
        // What few studies have is left out of the others.
        if (study.FurtherObjectives.Count > 0)
            document["further_objectives"] = new JsonArray([.. study.FurtherObjectives.Select(objective => (JsonNode)new JsonObject { ["metric"] = objective.Metric, ["direction"] = Name(objective.Direction) })]);
        if (study.EarlierSpaces.Count > 0)
            document["earlier_spaces"] = new JsonArray([.. study.EarlierSpaces.Select(space => JsonNode.Parse(space.ToJson()))]);
        if (study.IsDefinedByRun)
            document["by_run"] = true;
        if (study.SamplerOptions.Count > 0)
            document["sampler_options"] = TrialDocument.Texts(study.SamplerOptions);
        if (study.Pruner is { } pruner)
            document["pruner"] = new JsonObject { ["name"] = pruner.Name, ["options"] = TrialDocument.Texts(pruner.Options) };
        if (study.Command is { } command)
            document["command"] = Write(command);
        return document.ToJsonString();
    }

    private static JsonObject Write(TrialCommand command) => new()
    {
        ["text"] = command.Text,
        ["folder"] = command.Folder,
        ["reports"] = command.Reports,
        ["timeout"] = command.Timeout?.TotalSeconds,
        ["results"] = new JsonArray([.. command.Results.Select(result => (JsonNode)new JsonObject
        {
            ["format"] = result.Format.ToString(),
            ["location"] = result.Location,
            ["map"] = result.Map is { } map ? TrialDocument.Texts(map) : null,
            ["last_row"] = result.LastRowOnly,
            ["step"] = result.StepKey,
        })]),
    };

    private static TrialCommand ReadCommand(JsonElement command) => new(command.GetProperty("text").GetString() ?? "", command.GetProperty("folder").GetString() ?? "")
    {
        Reports = command.GetProperty("reports").GetString(),
        Timeout = command.GetProperty("timeout") is { ValueKind: JsonValueKind.Number } seconds ? TimeSpan.FromSeconds(seconds.GetDouble()) : null,
        Results = [.. command.GetProperty("results").EnumerateArray().Select(result => new ResultSource(Enum.Parse<ResultFormat>(result.GetProperty("format").GetString() ?? ""), result.GetProperty("location").GetString() ?? "")
        {
            Map = result.GetProperty("map") is { ValueKind: JsonValueKind.Object } map ? TrialDocument.Texts(map) : null,
            LastRowOnly = result.GetProperty("last_row").GetBoolean(),
            StepKey = result.GetProperty("step").GetString(),
        })],
    };

    private static string Name(Direction direction) => direction == Direction.Maximize ? "maximize" : "minimize";

    private static JsonObject Common(Study study) => new()
    {
        ["space"] = JsonNode.Parse(study.Space.ToJson()),
        ["sampler"] = study.Sampler,
        ["seed"] = study.Seed,
        ["class_counts"] = new JsonArray([.. study.ClassCounts.Select(count => (JsonNode)count)]),
        ["source"] = study.Source,
        ["reported"] = study.Reported is { } reported ? Write(reported) : null,
    };

    /// <summary>The study without its trials.</summary>
    /// <exception cref="AssayException">The document is not one.</exception>
    public static Study Read(StoredStudy stored)
    {
        try
        {
            using var document = JsonDocument.Parse(stored.Document);
            var root = document.RootElement;
            return new Study(stored.Name)
            {
                Id = stored.Id,
                Direction = stored.Direction,
                Metric = stored.Metric,
                Created = stored.Created,
                Space = ParameterSpace.FromJson(root.GetProperty("space").GetRawText()),
                Sampler = root.GetProperty("sampler").GetString(),
                Seed = root.GetProperty("seed") is { ValueKind: JsonValueKind.Number } seed ? seed.GetInt64() : null,
                ClassCounts = [.. root.GetProperty("class_counts").EnumerateArray().Select(count => count.GetInt64())],
                Source = root.GetProperty("source").GetString(),
                Reported = root.GetProperty("reported") is { ValueKind: JsonValueKind.Object } reported ? Read(reported) : null,
                FurtherObjectives = root.TryGetProperty("further_objectives", out var further)
                    ? [.. further.EnumerateArray().Select(one => new Objective(one.GetProperty("metric").GetString() ?? "", one.GetProperty("direction").GetString() == "maximize" ? Direction.Maximize : Direction.Minimize))]
                    : [],
                EarlierSpaces = root.TryGetProperty("earlier_spaces", out var earlier) ? [.. earlier.EnumerateArray().Select(space => ParameterSpace.FromJson(space.GetRawText()))] : [],
                IsDefinedByRun = root.TryGetProperty("by_run", out var byRun) && byRun.GetBoolean(),
                SamplerOptions = root.TryGetProperty("sampler_options", out var options) ? TrialDocument.Texts(options) : new Dictionary<string, string>(),
                Command = root.TryGetProperty("command", out var command) ? ReadCommand(command) : null,
                Pruner = root.TryGetProperty("pruner", out var pruner) ? new Pruner(pruner.GetProperty("name").GetString() ?? "") { Options = TrialDocument.Texts(pruner.GetProperty("options")) } : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new AssayException($"The study '{stored.Name}' cannot be read from the store: {e.Message}", e);
        }
    }

    private static JsonObject Write(ReportedBest reported) => new()
    {
        ["file"] = reported.File,
        ["study"] = reported.Study,
        ["trial"] = reported.Trial,
        ["value"] = reported.Value,
        ["trial_count"] = reported.TrialCount,
        ["params"] = TrialDocument.Values(reported.Params),
        ["fields"] = TrialDocument.Texts(reported.Fields),
    };

    private static ReportedBest Read(JsonElement reported) => new(reported.GetProperty("file").GetString() ?? "")
    {
        Study = reported.GetProperty("study").GetString(),
        Trial = reported.GetProperty("trial") is { ValueKind: JsonValueKind.Number } trial ? trial.GetInt32() : null,
        Value = reported.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null,
        TrialCount = reported.GetProperty("trial_count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : null,
        Params = TrialDocument.Values(reported.GetProperty("params")),
        Fields = TrialDocument.Texts(reported.GetProperty("fields")),
    };
}
