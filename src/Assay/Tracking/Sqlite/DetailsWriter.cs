using System.Buffers;
using System.Text.Json;

namespace Assay.Tracking.Sqlite;

/// <summary>
/// Writes the long part of a run's record as JSON; parts that are null are left out. By hand, because an import writes one for each of
/// thousands of entries, and the serializer's first use alone costs more than a thousand of them.
/// </summary>
internal sealed class DetailsWriter
{
    private static readonly MetricValueConverter Values = new();
    private readonly Utf8JsonWriter _json;

    private DetailsWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>Details as JSON.</summary>
    /// <param name="details">The details.</param>
    /// <param name="buffer">Where they are written; what it holds is given up.</param>
    /// <returns>UTF-8, valid until the buffer is used again.</returns>
    public static ReadOnlySpan<byte> Write(RunDetails details, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer);
        new DetailsWriter(json).Write(details);
        json.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>The details of many runs as JSON.</summary>
    /// <param name="drafts">The runs.</param>
    /// <returns>UTF-8 for each; null for a run without details.</returns>
    public static byte[]?[] Write(IReadOnlyList<RunDraft> drafts)
    {
        var documents = new byte[]?[drafts.Count];
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var writer = new DetailsWriter(json);
        for (var i = 0; i < documents.Length; i++)
        {
            if (drafts[i].Details is not { } details)
                continue;
            buffer.ResetWrittenCount();
            json.Reset();
            writer.Write(details);
            json.Flush();
            documents[i] = buffer.WrittenSpan.ToArray();
        }

        return documents;
    }

    private void Write(RunDetails details)
    {
        _json.WriteStartObject();
        Text("command", details.Command);
        Texts("arguments", details.Arguments);
        Text("workingDirectory", details.WorkingDirectory);
        Texts("environment", details.Environment);
        Text("config", details.Config);
        Text("configDigest", details.ConfigDigest);
        Text("configPath", details.ConfigPath);
        Texts("inputs", details.Inputs);
        Texts("outputs", details.Outputs);
        Text("notes", details.Notes);
        Write(details.Git);
        Write(details.Host);
        Text("signal", details.Signal);
        Value("peakMemory", details.PeakMemory);
        Value("cpuSeconds", details.CpuSeconds);
        Text("errorTail", details.ErrorTail);
        Write(details.Steps);
        Text("importedFrom", details.ImportedFrom);
        Write(details.Log);
        _json.WriteEndObject();
    }

    private void Write(GitState? git)
    {
        if (git is null)
            return;
        _json.WriteStartObject("git");
        Text("commit", git.Commit);
        Text("branch", git.Branch);
        _json.WriteBoolean("dirty", git.Dirty);
        Text("diffPath", git.DiffPath);
        Text("diffDigest", git.DiffDigest);
        _json.WriteEndObject();
    }

    private void Write(HostFacts? host)
    {
        if (host is null)
            return;
        _json.WriteStartObject("host");
        Text("name", host.Name);
        Text("system", host.System);
        _json.WriteNumber("cores", host.Cores);
        Texts("gpus", host.Gpus);
        _json.WriteEndObject();
    }

    private void Write(IReadOnlyList<StepOutcome>? steps)
    {
        if (steps is null)
            return;
        _json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            _json.WriteStartObject();
            Text("name", step.Name);
            Text("command", step.Command);
            if (step.ExitCode is { } code)
                _json.WriteNumber("exitCode", code);
            if (step.Seconds is { } seconds)
                _json.WriteNumber("seconds", seconds);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Write(LogOrigin? log)
    {
        if (log is null)
            return;
        _json.WriteStartObject("log");
        Text("key", log.Key);
        _json.WriteNumber("line", log.Line);
        Text("name", log.Name);
        Text("dated", log.Dated);
        _json.WriteBoolean("hasStatus", log.HasStatus);
        Text("commandKind", log.CommandKind);
        Text("shell", log.Shell);
        Lines("lines", log.Lines);
        Lines("textLines", log.TextLines);
        _json.WriteEndObject();
    }

    private void Text(string name, string? text)
    {
        if (text is not null)
            _json.WriteString(name, text);
    }

    private void Texts(string name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
            return;
        _json.WriteStartArray(name);
        foreach (var text in texts)
            _json.WriteStringValue(text);
        _json.WriteEndArray();
    }

    private void Texts(string name, IReadOnlyDictionary<string, string>? texts)
    {
        if (texts is null)
            return;
        _json.WriteStartObject(name);
        foreach (var (key, text) in texts)
            _json.WriteString(key, text);
        _json.WriteEndObject();
    }

    private void Lines(string name, IReadOnlyDictionary<string, int>? lines)
    {
        if (lines is null)
            return;
        _json.WriteStartObject(name);
        foreach (var (key, line) in lines)
            _json.WriteNumber(key, line);
        _json.WriteEndObject();
    }

    private void Value(string name, MetricValue? value)
    {
        if (value is not { } known)
            return;
        _json.WritePropertyName(name);
        Values.Write(_json, known, DetailsJson.Default.Options);
    }
}
