using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Interop;

/// <summary>
/// Writes a study as the folder that tuning scripts leave, which <see cref="StudyFolder"/> reads: <c>all_trials.json</c> and <c>best_params.json</c>. NaN and
/// infinite values are bare words, as Python writes and reads them; an undefined value is null. Conditions and constraints of the space have no place there.
/// </summary>
public static class StudyFolderWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the files, each whole or not at all.</summary>
    /// <param name="study">The study, with one objective.</param>
    /// <param name="folder">The folder; made when it is not there. Files of the same names are replaced.</param>
    /// <exception cref="AssayException">The study has several objectives.</exception>
    public static void Write(Study study, string folder)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (study.Directions.Count > 1)
            throw new AssayException($"The study '{study.Name}' has {study.Directions.Count} objectives; a folder of {StudyFolder.TrialsFile} holds one. Export it as json or optuna-journal.");
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, StudyFolder.TrialsFile), Text(json =>
        {
            json.WriteStartArray();
            foreach (var trial in study.Trials)
                Write(json, study, trial);
            json.WriteEndArray();
        }));
        AtomicFile.WriteText(Path.Combine(folder, StudyFolder.BestFile), Text(json => Best(json, study)));
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Study study, Trial trial)
    {
        json.WriteStartObject();
        json.WriteNumber("number", trial.Number);
        Number(json, "value", trial.Value);
        Params(json, "params", trial.Suggested);
        json.WriteString("state", trial.State switch { TrialState.Completed => "COMPLETE", TrialState.Pruned => "PRUNED", TrialState.Failed => "FAIL", TrialState.Running => "RUNNING", _ => "WAITING" });
        json.WriteStartObject("user_attrs");
        foreach (var (name, value) in trial.Forced)
            Raw(json, "forced_" + name, value.Json);
        // The metric that equals the objective in every trial names it.
        if (study.Metric != "objective" && !trial.Metrics.ContainsKey(study.Metric) && trial.Value is { Kind: not MetricKind.Undefined })
            Number(json, study.Metric, trial.Value);
        foreach (var (name, value) in trial.Metrics.Where(metric => metric.Value.Kind != MetricKind.Undefined))
            Number(json, name, value);
        foreach (var (name, text) in trial.Attributes)
            json.WriteString(name, text);
        if (trial.Duration is { } duration)
            json.WriteNumber("duration_sec", duration.TotalSeconds);
        if (trial.Why is not null)
            json.WriteString(trial.State == TrialState.Pruned ? "pruned_reason" : "error", trial.Why);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Best(Utf8JsonWriter json, Study study)
    {
        json.WriteStartObject();
        json.WriteString("study", study.Name);
        json.WriteNumber("n_trials", study.Trials.Count);
        if (study.Best is { } best)
        {
            json.WriteNumber("best_trial", best.Number);
            Number(json, "best_value", best.Value);
            Params(json, "best_params", best.Params);
        }

        if (study.Space.IsDeclared)
        {
            json.WriteStartObject("search_space");
            foreach (var parameter in study.Space.Parameters)
                Range(json, parameter);
            json.WriteEndObject();
        }

        if (study.Created is { } created)
            json.WriteString("timestamp", created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter json, Parameter parameter)
    {
        if (parameter.Distribution is CategoricalDistribution choice)
        {
            json.WriteStartArray(parameter.Name);
            foreach (var value in choice.Choices)
                json.WriteRawValue(value.Json);
            json.WriteEndArray();
            return;
        }

        json.WriteStartObject(parameter.Name);
        switch (parameter.Distribution)
        {
            case IntDistribution whole:
                json.WriteString("type", "int");
                json.WriteNumber("low", whole.Low);
                json.WriteNumber("high", whole.High);
                json.WriteBoolean("log", whole.IsLog);
                json.WriteNumber("step", whole.Step);
                break;
            case FloatDistribution real:
                json.WriteString("type", "float");
                json.WriteNumber("low", real.Low);
                json.WriteNumber("high", real.High);
                json.WriteBoolean("log", real.IsLog);
                if (real.Step is { } step)
                    json.WriteNumber("step", step);
                break;
        }

        json.WriteEndObject();
    }

    private static void Params(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, ParameterValue> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            Raw(json, key, value.Json);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, MetricValue? value)
    {
        json.WritePropertyName(name);
        if (value is not { Kind: not MetricKind.Undefined } known)
            json.WriteNullValue();
        else if (double.IsFinite(known.Number))
            json.WriteNumberValue(known.Number);
        else
            json.WriteRawValue(known.ToString(), skipInputValidation: true);
    }

    private static void Raw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }
}
