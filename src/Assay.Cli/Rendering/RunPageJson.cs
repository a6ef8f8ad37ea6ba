using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Everything about a run as JSON.</summary>
internal static class RunPageJson
{
    /// <summary>Writes the run as one object.</summary>
    public static void Write(Utf8JsonWriter json, RunPage page)
    {
        json.WriteStartObject();
        RunJson.WriteFacts(json, page.Whole.Run);
        WriteDetails(json, page.Whole.Details);
        json.WriteStartObject("params");
        foreach (var param in page.Whole.Params)
            json.Raw(param.Key, param.Json);
        json.WriteEndObject();
        RunJson.WriteTags(json, page.Whole.Tags);
        List(json, "metrics", page.Whole.Metrics, metric => RunJson.WriteSeries(json, metric));
        List(json, "datasets", page.Whole.Datasets, data =>
        {
            json.WriteString("name", data.Name);
            json.WriteString("digest", data.Digest);
            json.Text("role", data.Role);
            if (data.Rows is { } rows)
                json.WriteNumber("rows", rows);
            json.Text("source", data.Source);
        });
        List(json, "artifacts", page.Artifacts, file =>
        {
            json.WriteString("path", file.Path);
            json.WriteNumber("size", file.Size);
            json.WriteString("digest", file.Digest);
            json.WriteBoolean("stored", file.Stored);
        });
        List(json, "links", page.Links, link =>
        {
            json.WriteString("as", link.Word);
            json.WriteString("run", link.Other.Value);
        });
        List(json, "journal", page.Events, entry =>
        {
            json.Time("time", entry.Time);
            json.WriteString("who", entry.Who);
            json.Text("from", entry.From?.Name());
            json.WriteString("to", entry.To.Name());
            json.Text("why", entry.Why);
        });
        json.WriteStartArray("notes");
        foreach (var note in page.Notes)
            NoteText.Write(json, note);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in page.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", finding.Severity);
            json.WriteString("message", finding.Message);
            json.Text("remedy", finding.Remedy);
            json.Raw("numbers", finding.Data);
            json.Text("suppressed", finding.Suppressed);
            json.Time("found", finding.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        foreach (var (name, path) in page.Outputs)
            json.WriteString(name, path);
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, RunDetails details)
    {
        json.Text("command", details.Command);
        Texts(json, "arguments", details.Arguments);
        json.Text("working_directory", details.WorkingDirectory);
        if (details.Environment is { } environment)
        {
            json.WriteStartObject("environment");
            foreach (var (key, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        json.Raw("config", details.Config);
        json.Text("config_digest", details.ConfigDigest);
        json.Text("config_path", details.ConfigPath);
        Texts(json, "inputs", details.Inputs);
        Texts(json, "outputs", details.Outputs);
        json.Text("remarks", details.Notes);
        if (details.Git is { } git)
        {
            json.WriteStartObject("git");
            json.WriteString("commit", git.Commit);
            json.Text("branch", git.Branch);
            json.WriteBoolean("dirty", git.Dirty);
            json.Text("diff_path", git.DiffPath);
            json.Text("diff_digest", git.DiffDigest);
            json.WriteEndObject();
        }

        if (details.Host is { } host)
        {
            json.WriteStartObject("host");
            json.WriteString("name", host.Name);
            json.WriteString("system", host.System);
            json.WriteNumber("cores", host.Cores);
            Texts(json, "gpus", host.Gpus);
            json.WriteEndObject();
        }

        json.Text("signal", details.Signal);
        if (details.PeakMemory is { } memory)
            json.Metric("peak_memory_bytes", memory);
        if (details.CpuSeconds is { } cpu)
            json.Metric("cpu_seconds", cpu);
        json.Text("error_tail", details.ErrorTail);
        if (details.Steps is { } steps)
        {
            List(json, "steps", steps, step =>
            {
                json.WriteString("name", step.Name);
                json.WriteString("command", step.Command);
                if (step.ExitCode is { } code)
                    json.WriteNumber("exit_code", code);
                json.Number("seconds", step.Seconds);
            });
        }

        json.Text("imported_from", details.ImportedFrom);
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> properties)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            properties(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
