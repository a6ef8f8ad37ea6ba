using System.Text.Json;

namespace Assay.Tracking.Results;

/// <summary>One JSON document: mapped keys, or every numeric leaf.</summary>
internal static class JsonResult
{
    internal static void Read(ResultSource source, ReadOnlyMemory<byte> content, ReadingBuilder reading)
    {
        using var document = TolerantJson.Parse(content, source.Location);
        if (source.Map is null)
            ReadLeaves(document.RootElement, source.Location, reading);
        else
            ReadMapped(document.RootElement, source.Map, source.Location, reading);
    }

    private static void ReadLeaves(JsonElement root, string name, ReadingBuilder reading)
    {
        // A key that occurs twice has its last value, as in every JSON reader.
        var values = new OrderedDictionary<string, MetricValue>(StringComparer.Ordinal);
        foreach (var (key, element) in JsonPlace.Leaves(root, name))
        {
            if (JsonPlace.Number(element) is { } value)
                values[key.Length == 0 ? "value" : key] = value;
        }

        foreach (var (key, value) in values)
            reading.Add(key, value);
        if (values.Count == 0)
            reading.Problem($"{name}: holds no number, expected at least one.");
    }

    private static void ReadMapped(JsonElement root, IReadOnlyDictionary<string, string> map, string name, ReadingBuilder reading)
    {
        string? known = null;
        foreach (var (metric, place) in map)
        {
            if (JsonPlace.Find(root, place) is not { } element)
                reading.Problem($"{name}: no key '{place}' (wanted for metric '{metric}'); it has {known ??= NumericKeys(root, name)}.");
            else if (element.ValueKind == JsonValueKind.Null)
                reading.Add(metric, MetricValue.Undefined($"null in {name}"));
            else if (JsonPlace.Number(element) is { } value)
                reading.Add(metric, value);
            else
                reading.Problem($"{name}: key '{place}' (wanted for metric '{metric}') is {JsonPlace.Describe(element)}, expected a number.");
        }
    }

    private static string NumericKeys(JsonElement root, string name)
    {
        try
        {
            return MetricText.Names(JsonPlace.Leaves(root, name).Where(leaf => JsonPlace.Number(leaf.Value) is not null).Select(leaf => leaf.Key));
        }
        catch (ResultRefusedException)
        {
            // Only the hint is lost: mapped keys are found in a document of any width.
            return "too many keys to name";
        }
    }
}
