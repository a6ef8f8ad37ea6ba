using System.Text.Json;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;

namespace Assay.Linting;

/// <summary>Reads threshold sweeps: a JSON list of objects with <c>threshold</c>, alone or as <c>sweep</c> or <c>points</c> of one object a model, with the range of the scores where it stands beside.</summary>
internal sealed class ThresholdSweepReader : ISubjectReader
{
    private const int PointLimit = 100_000;

    private static readonly string[] Lists = ["sweep", "points", "thresholds", "threshold_sweep"];
    private static readonly string[] Ranges = ["prob_stats", "prediction_stats", "scores"];

    public string Reads => "a threshold sweep (.json)";

    public bool Recognizes(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(path) && JsonFile.Head(path) is var head && head.Contains("\"threshold\"", StringComparison.Ordinal) && head.Contains("\"precision\"", StringComparison.Ordinal);

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        using var document = JsonFile.Read(path, name);
        var root = document.RootElement;
        var from = Text(root, "threshold_from") ?? Text(root, "tuned_on");
        var subjects = new List<Subject>();
        if (List(root) is { } own)
            subjects.Add(Of(name, null, root, own, from));
        else if (root.ValueKind == JsonValueKind.Object)
            subjects.AddRange(root.EnumerateObject().Where(model => List(model.Value) is not null).Select(model => Of(name, model.Name, model.Value, List(model.Value)!.Value, Text(model.Value, "threshold_from") ?? from)));
        return subjects.Count > 0
            ? new SubjectReading(subjects, [])
            : throw new AssayException($"{name}: holds no threshold sweep: a list of objects with threshold and precision is expected.");
    }

    private static JsonElement? List(JsonElement element)
    {
        if (IsSweep(element))
            return element;
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in Lists)
        {
            if (element.TryGetProperty(name, out var list) && IsSweep(list))
                return list;
        }

        return null;
    }

    private static bool IsSweep(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() is > 0 and <= PointLimit && element[0].ValueKind == JsonValueKind.Object && JsonFile.Number(element[0], "threshold") is not null;

    private static PredictionsSubject Of(string name, string? label, JsonElement model, JsonElement sweep, string? from)
    {
        var points = sweep.EnumerateArray().Where(point => point.ValueKind == JsonValueKind.Object && JsonFile.Number(point, "threshold") is not null).Select(Point).OrderBy(point => point.Threshold).ToList();
        var first = sweep[0];
        long? rows = null, positives = null;
        if (Count(first, "tp") is { } tp && Count(first, "fn") is { } fn && Count(first, "fp") is { } fp && Count(first, "tn") is { } tn)
            (rows, positives) = (tp + fn + fp + tn, tp + fn);
        var range = model.ValueKind == JsonValueKind.Object ? Ranges.Select(key => model.TryGetProperty(key, out var stats) && stats.ValueKind == JsonValueKind.Object ? stats : (JsonElement?)null).FirstOrDefault(stats => stats is not null) : null;
        return new PredictionsSubject(Place.OfFile(name))
        {
            Label = label,
            Points = points,
            Counts = rows is { } all && positives is { } some ? (all, some) : null,
            Smallest = range is { } low ? JsonFile.Number(low, "min", "smallest", "pred_min") : null,
            Largest = range is { } high ? JsonFile.Number(high, "max", "largest", "pred_max") : null,
            ThresholdFrom = from,
        };
    }

    private static OperatingPoint Point(JsonElement point)
    {
        var (right, wrong) = (Count(point, "tp"), Count(point, "fp"));
        return new OperatingPoint(JsonFile.Number(point, "threshold")!.Value)
        {
            TruePositives = right,
            FalsePositives = wrong,
            Predicted = right + wrong ?? Count(point, "n_positive_preds"),
            Precision = JsonFile.Number(point, "precision"),
            Recall = JsonFile.Number(point, "recall"),
        };
    }

    private static long? Count(JsonElement element, string name) => JsonFile.Number(element, name) is >= 0 and < 1e15 and var count ? (long)count : null;

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
