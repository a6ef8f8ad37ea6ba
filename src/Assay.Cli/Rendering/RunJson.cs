using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Runs as JSON.</summary>
internal static class RunJson
{
    /// <summary>Writes a row of a search: the run with the metrics, params and tags that came along.</summary>
    public static void Write(Utf8JsonWriter json, RunRow row)
    {
        json.WriteStartObject();
        WriteFacts(json, row.Run);
        json.WriteStartObject("metrics");
        foreach (var (key, metric) in row.Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.Metric(key, metric.Last);
        json.WriteEndObject();
        json.WriteStartObject("params");
        foreach (var (key, param) in row.Params.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.Raw(key, param.Json);
        json.WriteEndObject();
        WriteTags(json, row.Tags);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of a run.</summary>
    public static void WriteFacts(Utf8JsonWriter json, Run run)
    {
        json.WriteString("id", run.Id.Value);
        json.WriteString("name", run.Name);
        json.WriteString("experiment", run.Experiment);
        json.WriteString("kind", run.Kind.ToString().ToLowerInvariant());
        json.WriteString("status", run.Status.Name());
        json.Time("created", run.Created);
        json.Time("started", run.Started);
        json.Time("ended", run.Ended);
        json.Number("duration_seconds", RunText.Duration(run)?.TotalSeconds);
        if (run.ExitCode is { } code)
            json.WriteNumber("exit_code", code);
        json.Text("user", run.User);
        WritePlace(json, run.Place);
        json.Text("title", run.Title);
        json.Text("stage", run.Stage);
        json.Text("source", run.Source);
        json.Text("reason", run.Reason);
        json.Text("result", run.Result);
        json.Text("conclusion", run.Conclusion);
        json.Text("caveat", run.Caveat);
        json.Text("error_line", run.ErrorLine);
        json.Text("error_kind", run.ErrorKind);
        json.Text("resolution", run.Resolution);
        json.Text("resolved_by", run.ResolvedBy?.Value);
        json.Text("superseded_by", run.SupersededBy?.Value);
        json.Text("superseded_why", run.SupersededWhy);
        json.Text("parent", run.Parent?.Value);
        json.Text("pattern", run.Pattern?.Value);
        json.Text("rerun_of", run.RerunOf?.Value);
        json.Text("fingerprint", run.Fingerprint);
        json.Time("deleted", run.Deleted);
    }

    /// <summary>Writes the tags of a run.</summary>
    public static void WriteTags(Utf8JsonWriter json, IReadOnlyDictionary<string, string> tags)
    {
        json.WriteStartObject("tags");
        foreach (var (key, value) in tags.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>Writes a metric series: its identity and what is known of it.</summary>
    public static void WriteSeries(Utf8JsonWriter json, MetricSummary series)
    {
        var identity = series.Identity;
        json.WriteString("key", identity.Key);
        json.Text("definition", identity.Definition);
        json.Text("dataset", identity.Dataset);
        json.Text("split", identity.Split);
        json.Text("label_schema", identity.LabelSchema);
        json.Raw("context", identity.Context);
        json.Text("direction", identity.Direction?.ToString().ToLowerInvariant());
        json.WriteNumber("count", series.Count);
        json.WriteNumber("undefined_count", series.UndefinedCount);
        json.Metric("last", series.Last);
        json.WriteNumber("last_step", series.LastStep);
        json.Number("best", series.Best);
        json.Number("min", series.Min);
        json.Number("max", series.Max);
    }

    private static void WritePlace(Utf8JsonWriter json, PlanPlace? place)
    {
        if (place is null)
            return;
        json.WriteStartObject("plan");
        json.WriteString("name", place.Plan);
        json.Text("phase", place.Phase);
        json.Text("item", place.Item);
        json.Text("priority", place.Priority);
        json.Text("id", place.Experiment);
        if (place.Seed is { } seed)
            json.WriteNumber("seed", seed);
        json.WriteNumber("attempt", place.Attempt);
        json.WriteEndObject();
    }
}
