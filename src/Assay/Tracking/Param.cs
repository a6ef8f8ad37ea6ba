using System.Text.Json;

namespace Assay.Tracking;

/// <summary>A typed parameter of a run; written once, never changed.</summary>
/// <param name="Key">Name; dots are part of the name; 1–250 characters.</param>
/// <param name="Json">The value as one JSON text; numbers keep the digits they were written with.</param>
public sealed record Param(string Key, string Json)
{
    /// <summary>The value as people and other tools see it: a JSON string without its quotes, anything else as its JSON text.</summary>
    public string Text
    {
        get
        {
            if (!Json.StartsWith('"'))
                return Json;
            using var document = JsonDocument.Parse(Json);
            return document.RootElement.GetString()!;
        }
    }

    /// <summary>The value when it is a JSON number that fits a double; otherwise null.</summary>
    public double? Number =>
        Json.Length > 0 && (char.IsAsciiDigit(Json[0]) || Json[0] == '-') && double.TryParse(Json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
