using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>The long part of a study's record as one JSON object.</summary>
internal static class StudyDocument
{
    public static string Write(Study study) => new JsonObject
    {
        ["further_objectives"] = new JsonArray([.. study.FurtherObjectives.Select(objective => (JsonNode)new JsonObject { ["metric"] = objective.Metric, ["direction"] = objective.Direction == Direction.Maximize ? "maximize" : "minimize" })]),
        ["space"] = JsonNode.Parse(study.Space.ToJson()),
        ["sampler"] = study.Sampler,
        ["seed"] = study.Seed,
        ["class_counts"] = new JsonArray([.. study.ClassCounts.Select(count => (JsonNode)count)]),
        ["source"] = study.Source,
        ["reported"] = study.Reported is { } reported ? Write(reported) : null,
    }.ToJsonString();

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
                FurtherObjectives = root.TryGetProperty("further_objectives", out var further)
                    ? [.. further.EnumerateArray().Select(one => new Objective(one.GetProperty("metric").GetString() ?? "", one.GetProperty("direction").GetString() == "maximize" ? Direction.Maximize : Direction.Minimize))]
                    : [],
                Space = ParameterSpace.FromJson(root.GetProperty("space").GetRawText()),
                Sampler = root.GetProperty("sampler").GetString(),
                Seed = root.GetProperty("seed") is { ValueKind: JsonValueKind.Number } seed ? seed.GetInt64() : null,
                ClassCounts = [.. root.GetProperty("class_counts").EnumerateArray().Select(count => count.GetInt64())],
                Source = root.GetProperty("source").GetString(),
                Reported = root.GetProperty("reported") is { ValueKind: JsonValueKind.Object } reported ? Read(reported) : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
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
