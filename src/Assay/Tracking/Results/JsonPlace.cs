using System.Text.Json;

namespace Assay.Tracking.Results;

/// <summary>Places in a JSON document: dotted keys, list indices, and the leaves with their keys.</summary>
internal static class JsonPlace
{
    /// <summary>Most leaves of one document.</summary>
    internal const int LeafLimit = 100_000;

    /// <summary>Longest dotted key in characters.</summary>
    internal const int KeyLimit = 1_000;

    /// <summary>
    /// The value at a dotted key such as <c>val.auc</c>, <c>folds[0].auc</c>, <c>folds.0.auc</c> or <c>$.val.auc</c>. A key that itself holds
    /// dots is found too: at each object the longest literal key is tried first. A negative index counts from the end.
    /// </summary>
    internal static JsonElement? Find(JsonElement root, string place) =>
        Walk(root, place.StartsWith("$.", StringComparison.Ordinal) ? place.AsSpan(2) : place.StartsWith("$[", StringComparison.Ordinal) ? place.AsSpan(1) : place);

    /// <summary>Every scalar with its key, in document order; list items are numbered from 0.</summary>
    /// <exception cref="ResultRefusedException">Too many leaves, or a key that is too long.</exception>
    internal static List<(string Key, JsonElement Value)> Leaves(JsonElement root, string name)
    {
        var leaves = new List<(string, JsonElement)>();
        Collect(root, "", name, leaves);
        return leaves;
    }

    /// <summary>The value as a metric: numbers, and the strings NaN, Infinity and -Infinity. <see langword="null"/> for anything else.</summary>
    internal static MetricValue? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.ValueEquals("NaN"u8) => double.NaN,
        JsonValueKind.String when element.ValueEquals("Infinity"u8) => double.PositiveInfinity,
        JsonValueKind.String when element.ValueEquals("-Infinity"u8) => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>A whole number at a value, for steps; <see langword="null"/> when it is none.</summary>
    internal static long? Whole(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? MetricText.Whole(element.GetDouble()) : null;

    /// <summary>What a value is, for a sentence.</summary>
    internal static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"a list of {element.GetArrayLength()}"),
        JsonValueKind.String => "text",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        _ => "a number",
    };

    private static JsonElement? Walk(JsonElement at, ReadOnlySpan<char> place)
    {
        if (place.IsEmpty)
            return at;
        return at.ValueKind switch
        {
            JsonValueKind.Object => WalkObject(at, place),
            JsonValueKind.Array => WalkArray(at, place),
            _ => null,
        };
    }

    private static JsonElement? WalkObject(JsonElement at, ReadOnlySpan<char> place)
    {
        for (var end = place.Length; end > 0; end = place[..end].LastIndexOfAny('.', '['))
        {
            if (at.TryGetProperty(place[..end], out var child) && Walk(child, Rest(place, end)) is { } found)
                return found;
        }

        return null;
    }

    private static JsonElement? WalkArray(JsonElement at, ReadOnlySpan<char> place)
    {
        var bracketed = place[0] == '[';
        var end = bracketed ? place.IndexOf(']') : place.IndexOfAny('.', '[');
        if (bracketed && end < 0)
            return null;
        if (end < 0)
            end = place.Length;
        var digits = bracketed ? place[1..end] : place[..end];
        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return null;
        var length = at.GetArrayLength();
        if (index < 0)
            index += length;
        return index < 0 || index >= length ? null : Walk(at[index], Rest(place, bracketed ? end + 1 : end));
    }

    private static ReadOnlySpan<char> Rest(ReadOnlySpan<char> place, int end) =>
        end < place.Length - 1 && place[end] == '.' ? place[(end + 1)..] : place[end..];

    private static void Collect(JsonElement at, string key, string name, List<(string Key, JsonElement Value)> leaves)
    {
        if (key.Length > KeyLimit)
            throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{name}: a key longer than {KeyLimit:N0} characters ('{key[..40]}…')."));
        switch (at.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in at.EnumerateObject())
                    Collect(property.Value, key.Length == 0 ? property.Name : $"{key}.{property.Name}", name, leaves);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in at.EnumerateArray())
                {
                    var number = (index++).ToString(CultureInfo.InvariantCulture);
                    Collect(item, key.Length == 0 ? number : $"{key}.{number}", name, leaves);
                }

                break;
            default:
                if (leaves.Count >= LeafLimit)
                    throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{name}: more than {LeafLimit:N0} values; map the ones that matter."));
                leaves.Add((key, at));
                break;
        }
    }
}
