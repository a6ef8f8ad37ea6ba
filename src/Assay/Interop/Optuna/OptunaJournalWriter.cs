using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Interop.Optuna;

/// <summary>
/// Writes a study as a journal file that Optuna 3.1 and later open: the study, its attributes, and each trial with everything in one entry. What Optuna has
/// no word for (conditions, constraints, the metric's name, why a trial failed) stands in attributes that begin with <c>assay:</c>.
/// </summary>
public static class OptunaJournalWriter
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the study.</summary>
    /// <param name="content">The study, with what is known of times and intermediate values.</param>
    /// <param name="worker">A name for the writer; Optuna has one a process.</param>
    /// <param name="now">The time of trials of which none is known, UTC.</param>
    /// <returns>The text of the file.</returns>
    public static string Write(StudyFolderContent content, string worker, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(content);
        var study = content.Study;
        var text = new StringBuilder();
        Line(new JsonObject { ["op_code"] = 0, ["study_name"] = study.Name, ["directions"] = new JsonArray([.. study.Directions.Select(direction => (JsonNode)(direction == Direction.Maximize ? 2 : 1))]) });
        if (study.Space.IsDeclared)
            Line(new JsonObject { ["op_code"] = 2, ["study_id"] = 0, ["user_attr"] = new JsonObject { [OptunaTranslation.SpaceKey] = study.Space.ToJson() } });
        Line(new JsonObject { ["op_code"] = 2, ["study_id"] = 0, ["user_attr"] = new JsonObject { [OptunaTranslation.MetricKey] = new JsonArray([.. study.Objectives.Select(objective => (JsonNode)objective.Metric)]) } });
        var distributions = new OptunaDistributions(study);
        // Optuna numbers trials by their order.
        foreach (var (trial, index) in study.Trials.OrderBy(trial => trial.Number).Select((trial, index) => (trial, index)))
            Line(Entry(content, trial, index, distributions, now));
        return text.ToString();

        void Line(JsonObject entry)
        {
            entry.Insert(1, "worker_id", worker);
            text.Append(Bare(entry.ToJsonString(Options))).Append('\n');
        }
    }

    private static JsonObject Entry(StudyFolderContent content, Trial trial, int index, OptunaDistributions distributions, DateTimeOffset now)
    {
        var (started, ended) = content.Times.GetValueOrDefault(trial.Number);
        var begin = started ?? content.Study.Created ?? now;
        var end = ended ?? begin + (trial.Duration ?? TimeSpan.Zero);
        // Optuna knows no completed trial without a number.
        var isWhole = trial.Values.Count == content.Study.Directions.Count && trial.Values.All(value => value.NumberOrNull is not null);
        var state = trial.State switch { TrialState.Running => 0, TrialState.Completed => isWhole ? 1 : 3, TrialState.Pruned => 2, TrialState.Waiting => 4, _ => 3 };
        var system = new JsonObject();
        var why = trial.Why ?? (trial.State == TrialState.Completed && !isWhole ? "the value is no number: " + string.Join(", ", trial.Values) : null);
        if (trial.Number != index)
            system["assay:number"] = trial.Number;
        if (why is not null)
            system["assay:why"] = why;
        if (trial.State == TrialState.Waiting)
            system["fixed_params"] = new JsonObject(trial.Params.Select(value => KeyValuePair.Create(value.Key, JsonNode.Parse(value.Value.Json))));
        // The form of before version 5, which later ones read, too.
        if (trial.Violations.Count > 0)
            system["constraints"] = new JsonArray([.. trial.Violations.Values.Select(Number)]);
        var user = new JsonObject();
        foreach (var (name, value) in trial.Metrics.Where(metric => metric.Value.Kind != MetricKind.Undefined))
            user[name] = Number(value.Number);
        foreach (var (name, value) in trial.Attributes.Where(attribute => !attribute.Key.StartsWith("optuna:", StringComparison.Ordinal)))
            user.TryAdd(name, value);
        var (inner, declared) = (new JsonObject(), new JsonObject());
        foreach (var (name, value) in trial.State == TrialState.Waiting ? new Dictionary<string, ParameterValue>() : trial.Params)
        {
            var distribution = distributions.Of(name, value);
            inner[name] = OptunaDistribution.ToInner(distribution, value);
            declared[name] = OptunaDistribution.Write(distribution);
        }

        var entry = new JsonObject
        {
            ["op_code"] = 4,
            ["study_id"] = 0,
            ["datetime_start"] = state == 4 ? null : Time(begin),
            ["state"] = state,
            ["distributions"] = declared,
            ["params"] = inner,
            ["user_attrs"] = user,
            ["system_attrs"] = system,
            ["intermediate_values"] = new JsonObject(content.Reports.TryGetValue(trial.Number, out var reports) ? reports.Select(report => KeyValuePair.Create(report.Step.ToString(CultureInfo.InvariantCulture), Number(report.Value))) : []),
        };
        if (state is 1 or 2 or 3)
            entry["datetime_complete"] = Time(end < begin ? begin : end);
        if (state is 1 or 2 && isWhole)
            entry[trial.Values.Count == 1 ? "value" : "values"] = trial.Values.Count == 1 ? Number(trial.Values[0].Number) : new JsonArray([.. trial.Values.Select(value => Number(value.Number))]);
        return entry;
    }

    // Bare NaN and Infinity, as Python writes them, are no JSON: marked here by a character of the private area, bared when the line is done.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create($"\uE000{(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")}");

    private static string Bare(string line) => line.Replace("\"\\uE000NaN\"", "NaN", StringComparison.Ordinal).Replace("\"\\uE000Infinity\"", "Infinity", StringComparison.Ordinal).Replace("\"\\uE000-Infinity\"", "-Infinity", StringComparison.Ordinal);

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}
