using System.Text.Json;
using Assay.Tracking;

namespace Assay.Linting;

/// <summary>Finds rows per class in a run's params and tags: <c>class_counts</c> or <c>label_counts</c>, a JSON list, or an object of class to rows.</summary>
internal static class ClassCountReader
{
    private static readonly string[] CountKeys = ["class_counts", "label_counts"];

    /// <summary>The rows per class; those of validation before others; empty when there are none.</summary>
    public static IReadOnlyList<long> Read(IReadOnlyDictionary<string, Param> parameters, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var name in CountKeys)
        {
            var texts = parameters.Where(param => Names(param.Key, name)).Select(param => (param.Key, param.Value.Json)).Concat(tags.Where(tag => Names(tag.Key, name)).Select(tag => (tag.Key, Json: tag.Value)));
            foreach (var (_, json) in texts.OrderByDescending(text => text.Key.Contains("val", StringComparison.OrdinalIgnoreCase)).ThenBy(text => text.Key, StringComparer.Ordinal))
            {
                if (Counts(json) is { Count: > 1 } counts)
                    return counts;
            }
        }

        return [];
    }

    private static bool Names(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.EndsWith("." + name, StringComparison.OrdinalIgnoreCase) || key.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase);

    private static List<long>? Counts(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var items = document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => document.RootElement.EnumerateArray().ToList(),
                JsonValueKind.Object => [.. document.RootElement.EnumerateObject().Select(item => item.Value)],
                _ => [],
            };
            return items.TrueForAll(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var count) && count >= 0) ? [.. items.Select(item => item.GetInt64())] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
