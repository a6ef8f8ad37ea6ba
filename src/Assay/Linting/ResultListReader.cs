using System.Text.Json;
using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Linting;

/// <summary>
/// Reads lists of results: a JSON array of objects (<c>all_results.json</c>), or an object that holds arrays of them. Numbers under <c>architecture</c>,
/// <c>config</c> or <c>params</c> are settings; others that are named like a metric are metrics, the rest settings.
/// </summary>
internal sealed class ResultListReader : ISubjectReader
{
    private const int ItemLimit = 10_000;
    private const int DepthLimit = 6;

    private static readonly string[] Settings = ["architecture", "config", "params", "hyperparameters", "model"];
    private static readonly string[] MetricNames = ["auc", "precision", "recall", "f1", "accuracy", "acc", "loss", "range", "min", "max", "mean", "std", "estimate", "lower", "upper", "value", "tp", "tn", "fp", "fn", "samples", "sec", "time", "run"];
    private static readonly string[] Names = ["exp_id", "id", "name", "label", "model"];

    public string Reads => "a list of results (all_results.json)";

    public bool Recognizes(string path) =>
        path.EndsWith("results.json", StringComparison.OrdinalIgnoreCase) && Path.GetFileName(path) != "results.json" && File.Exists(path) && JsonFile.Head(path) is var head && (head.Contains("\"val_", StringComparison.Ordinal) || head.Contains("\"ci_lower\"", StringComparison.Ordinal));

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        using var document = JsonFile.Read(path, name);
        var subjects = new List<Subject>();
        foreach (var (label, list) in Lists(document.RootElement, "", 0))
        {
            var runs = new List<RunSubject>();
            foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(ItemLimit))
                runs.Add(Of(name, string.Create(CultureInfo.InvariantCulture, $"{label}[{runs.Count}]"), item));
            // Intervals of several comparisons are one statement each, told together.
            subjects.Add(runs.Exists(run => run.Metrics.Any(metric => metric.Identity.Key.EndsWith("ci_lower", StringComparison.Ordinal))) ? Joined(name, runs) : new EvidenceSubject(Place.OfFile(name)) { Runs = runs });
            // A single result is looked at for what its own numbers say; how it fits the training data needs more than a last value.
            subjects.AddRange(runs.Where(run => PredictionFacts.Precision(run) is 0).Select(run => run with { Metrics = [.. run.Metrics.Where(metric => CurveRole.Of(metric.Identity).Split != CurveSplit.Train)] }));
        }

        return subjects.Count > 0 ? new SubjectReading(subjects, []) : throw new AssayException($"{name}: holds no list of results: a JSON array of objects is expected.");
    }

    private static RunSubject Joined(string name, List<RunSubject> runs) => new(Place.OfFile(name))
    {
        Metrics = [.. runs.SelectMany(run => run.Metrics.Select(metric => metric with { Identity = metric.Identity with { Key = $"{run.Tags["name"]}/{metric.Identity.Key}" } }))],
    };

    private static IEnumerable<(string Label, JsonElement List)> Lists(JsonElement element, string label, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 && element[0].ValueKind == JsonValueKind.Object)
            return [(label, element)];
        return element.ValueKind == JsonValueKind.Object && depth < DepthLimit ? element.EnumerateObject().SelectMany(item => Lists(item.Value, item.Name, depth + 1)) : [];
    }

    private static RunSubject Of(string file, string place, JsonElement item)
    {
        var parameters = new Dictionary<string, Param>(StringComparer.Ordinal);
        var metrics = new List<MetricSummary>();
        Walk(item, "", false, 0);
        var name = Names.Select(key => parameters.GetValueOrDefault(key)?.Text).FirstOrDefault(text => text is not null) ?? place;
        return new RunSubject(Place.OfFile(file)) { Params = parameters, Metrics = metrics, Tags = new Dictionary<string, string> { ["name"] = name } };

        void Walk(JsonElement element, string prefix, bool isSetting, int depth)
        {
            foreach (var property in element.EnumerateObject())
            {
                var key = prefix + property.Name;
                var value = property.Value;
                if (value.ValueKind == JsonValueKind.Object && depth < DepthLimit)
                    Walk(value, key + "/", isSetting || Settings.Contains(property.Name, StringComparer.OrdinalIgnoreCase), depth + 1);
                else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && value.EnumerateArray().All(bound => bound.ValueKind == JsonValueKind.Number) && property.Name.EndsWith("range", StringComparison.Ordinal))
                    metrics.AddRange([OneValue.Of(key + "/low", value[0].GetDouble()), OneValue.Of(key + "/high", value[1].GetDouble())]);
                else if (value.ValueKind == JsonValueKind.Number && !isSetting && IsMetric(property.Name))
                    metrics.Add(OneValue.Of(key, value.GetDouble()));
                else if (value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
                    parameters[key] = new Param(key, value.GetRawText());
            }
        }
    }

    private static bool IsMetric(string name) => name.ToLowerInvariant().Split('_').Any(word => MetricNames.Contains(word, StringComparer.Ordinal));
}
