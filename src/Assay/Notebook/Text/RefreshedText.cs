using System.Text.Json;

namespace Assay.Notebook.Text;

/// <summary>A person's sentences with the numbers their records have now, each written as the one it replaces.</summary>
internal static class RefreshedText
{
    /// <summary>The text with the numbers that records say otherwise.</summary>
    /// <param name="text">The text.</param>
    /// <param name="record">The value of a key as the record has it: JSON for a param, a number for a metric; null when the record has none.</param>
    /// <returns>The same text when nothing differs; in what is returned the same keys are found, with the records' values.</returns>
    public static string Of(string text, Func<FoundValue, string?> record)
    {
        var found = ValueReader.Read(text, 1);
        StringBuilder? fresh = null;
        var copied = 0;
        foreach (var value in found)
        {
            if (record(value) is not { } json || json == value.Json || Print(value, json) is not { } print)
                continue;
            fresh ??= new StringBuilder();
            fresh.Append(text, copied, value.Start - copied).Append(print);
            copied = value.Start + value.Length;
        }

        if (fresh is null)
            return text;
        var result = fresh.Append(text, copied, text.Length - copied).ToString();
        // Text in which the new values would not be found again would say less than the old.
        return ValueReader.Read(result, 1).Select(value => value.Key).SequenceEqual(found.Select(value => value.Key), StringComparer.Ordinal) ? result : text;
    }

    private static string? Print(FoundValue value, string json)
    {
        using var document = JsonDocument.Parse(json);
        var element = document.RootElement;
        switch (element.ValueKind)
        {
            case JsonValueKind.Number when !double.IsNaN(value.Number):
                return value.Style.Print(element.GetDouble());
            case JsonValueKind.Array when double.IsNaN(value.Number) && value.Json.StartsWith('['):
                return string.Join(", ", element.EnumerateArray().Select(item => item.GetRawText()));
            case JsonValueKind.String when value.Json.StartsWith('"'):
                return element.GetString();
            default:
                return null;
        }
    }
}
