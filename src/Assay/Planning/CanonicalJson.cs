using System.Text.Json;

namespace Assay.Planning;

/// <summary>
/// One text for one JSON value: keys sorted by their UTF-16 units, no spaces, only the escapes JSON demands. Numbers keep their
/// text, so <c>1e-5</c> and <c>0.00001</c> differ. Otherwise as RFC 8785.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The canonical text.</summary>
    /// <param name="json">Any JSON value, at most as deep as the JSON reader allows (64 levels).</param>
    /// <returns>The text.</returns>
    public static string Of(JsonElement json)
    {
        var text = new StringBuilder();
        Append(text, json);
        return text.ToString();
    }

    /// <summary>The canonical text of an object.</summary>
    internal static string Of<T>(IEnumerable<KeyValuePair<string, T>> properties, Action<StringBuilder, T> append)
    {
        var text = new StringBuilder();
        AppendObject(text, properties, append);
        return text.ToString();
    }

    internal static void Append(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)), Append);
                break;
            case JsonValueKind.Array:
                var separator = '[';
                foreach (var item in json.EnumerateArray())
                {
                    text.Append(separator);
                    Append(text, item);
                    separator = ',';
                }

                text.Append(separator == '[' ? "[]" : "]");
                break;
            case JsonValueKind.String:
                AppendText(text, json.GetString()!);
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    internal static void AppendObject<T>(StringBuilder text, IEnumerable<KeyValuePair<string, T>> properties, Action<StringBuilder, T> append)
    {
        var separator = '{';
        foreach (var (key, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            AppendText(text, key);
            text.Append(':');
            append(text, value);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    internal static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\b':
                    text.Append(@"\b");
                    break;
                case '\t':
                    text.Append(@"\t");
                    break;
                case '\n':
                    text.Append(@"\n");
                    break;
                case '\f':
                    text.Append(@"\f");
                    break;
                case '\r':
                    text.Append(@"\r");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
