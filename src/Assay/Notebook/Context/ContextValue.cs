using System.Buffers;
using System.Text.Json;

namespace Assay.Notebook.Context;

/// <summary>Values as this format writes them, and as the store keeps them.</summary>
internal static class ContextValue
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(",\n\r\"[]{}()=:");

    /// <summary>A value of a log as JSON: numbers and true/false as they stand, lists and quoted texts as JSON, everything else as a text.</summary>
    public static string ToJson(string text)
    {
        if (text is "true" or "false" or "null" || (text.Length > 0 && text[0] is '"' or '[' or '{' or '-' or (>= '0' and <= '9') && IsJson(text)))
            return text;
        return Quoted(text);
    }

    /// <summary>A text as a JSON text.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, ContextValueJson.Default.String);

    /// <summary>The text from which <see cref="ToJson(string)"/> reads the value back.</summary>
    public static string ToText(string json)
    {
        if (!json.StartsWith('"'))
            return json;
        var text = Content(json);
        var plain = text.Length > 0 && text.Trim() == text && text.AsSpan().IndexOfAny(Marks) < 0 && ToJson(text) == json;
        return plain ? text : json;
    }

    /// <summary>The content of a JSON text; other JSON as it is.</summary>
    public static string Content(string json) => json.StartsWith('"') ? JsonSerializer.Deserialize(json, ContextValueJson.Default.String)! : json;

    /// <summary>A list as JSON.</summary>
    public static string ToJson(IEnumerable<string> items) => "[" + string.Join(", ", items.Select(ToJson)) + "]";

    /// <summary>The items of a JSON list as texts; the whole as one item when it is no list.</summary>
    public static IEnumerable<string> Items(string json)
    {
        if (!json.StartsWith('['))
            return [ToText(json)];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(item => ToText(item.GetRawText()))];
    }

    /// <summary>Cuts a list at its commas, those in quotes and brackets left out.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted)
            {
                if (text[i] == '\\')
                    i++;
                else
                    quoted = text[i] != '"';
                continue;
            }

            quoted = text[i] == '"';
            depth += text[i] is '[' or '(' or '{' ? 1 : text[i] is ']' or ')' or '}' ? -1 : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }

        yield return text[start..].Trim();
    }

    /// <summary>Reads a number, a fraction when "%" follows.</summary>
    public static bool TryNumber(string text, bool isPercent, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && double.IsFinite(number = isPercent ? (double)((decimal)Math.Clamp(number, -1e12, 1e12) / 100) : number);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
