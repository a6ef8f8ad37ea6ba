using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assay.Notebook.Training;

/// <summary>A value of a configuration as people write it: typed, with the ticks and remarks beside it kept apart.</summary>
/// <param name="Json">The value.</param>
/// <param name="Remark">What stands beside it; "…" marks the value's place when something stands before it; empty for nothing.</param>
internal sealed partial record ConfigValue(string Json, string Remark)
{
    private const string Place = "…";
    private static readonly string[] Ticks = ["✅", "❌", "⚠️", "⚠", "✔"];
    private static readonly string[] No = ["NOT USED", "NO", "OFF", "DISABLED"];

    /// <summary>Reads what stands behind a label.</summary>
    public static ConfigValue Read(string text)
    {
        var (core, before, after) = (text.Trim(), "", "");
        foreach (var tick in Ticks.Where(tick => core.StartsWith(tick, StringComparison.Ordinal) && core.Length > tick.Length))
            (before, core) = (tick, core[tick.Length..].Trim());
        if (before == "❌" && No.Contains(core, StringComparer.OrdinalIgnoreCase))
            return new ConfigValue("false", text.Trim());
        var typed = TypedPattern().Match(core);
        if (typed.Success && Typed(typed.Groups["value"].Value) is { } json)
            return new ConfigValue(json, Beside(before, typed.Groups["rest"].Value));
        foreach (var tick in Ticks.Where(tick => core.EndsWith(tick, StringComparison.Ordinal) && core.Length > tick.Length))
            (after, core) = (tick, core[..^tick.Length].Trim());
        return new ConfigValue(Typed(core) ?? JsonSerializer.Serialize(core, Plain), Beside(before, after));
    }

    /// <summary>Writes a value with what stands beside it, so that it reads back.</summary>
    public string Write()
    {
        if (Remark.Length > 0 && Read(Remark) == this)
            return Remark;
        var plain = Json.StartsWith('"') ? JsonSerializer.Deserialize<string>(Json)! : Json;
        var text = plain.Contains('\n', StringComparison.Ordinal) || plain.Trim() != plain || plain.Length == 0 ? Json : With(plain);
        return text != Json && Read(text) == this ? text : With(Json);
    }

    /// <summary>Whether what <see cref="Write"/> writes reads back as this.</summary>
    public bool Reads() => Remark.Length > 0 && !Remark.Contains('\n', StringComparison.Ordinal) && Read(Write()) == this;

    /// <summary>Several values, separated by commas, as a JSON list; one alone stays one.</summary>
    public static string ReadList(string text)
    {
        if (Typed(text.Trim()) is { } one)
            return one;
        var parts = text.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 ? JsonSerializer.Serialize(text.Trim(), Plain) : "[" + string.Join(", ", parts.Select(part => Typed(part) ?? JsonSerializer.Serialize(part, Plain))) + "]";
    }

    /// <summary>A list as people write it, where that reads back; otherwise JSON.</summary>
    public static string WriteList(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var text = root.ValueKind == JsonValueKind.Array ? string.Join(", ", root.EnumerateArray().Select(Text)) : Text(root);
        return text.Length > 0 && text.Trim() == text && !text.Contains('\n', StringComparison.Ordinal) && ReadList(text) == json ? text : json;
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Beside(string before, string after)
    {
        if (before.Length == 0 && !after.Contains(Place, StringComparison.Ordinal))
            return after;
        return $"{before} {Place} {after}".Trim();
    }

    private string With(string value)
    {
        if (Remark.Length == 0)
            return value;
        var at = Remark.IndexOf(Place, StringComparison.Ordinal);
        return at < 0 ? $"{value} {Remark}" : Remark[..at] + value + Remark[(at + 1)..];
    }

    private static string? Typed(string text)
    {
        if (text.EndsWith('%') && decimal.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
            return (percent / 100).ToString("0.############################", CultureInfo.InvariantCulture);
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '[' or '{' or '"' || text is "true" or "false" or "null"))
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<value>\[[^\]]*\]|-?[\d.]+(?:[eE][-+]?\d+)?%?|true|false|""[^""\\]*"")(?:\s+(?<rest>[(✅❌⚠✔←].*))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex TypedPattern();
}
