using System.Text.Json;
using Assay.Tracking;

namespace Assay.Recording;

/// <summary>Turns what a program calls its parameters into typed params.</summary>
internal static class ParameterReader
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Reads an object's public properties, or a dictionary's entries; nested objects give keys joined by ".".</summary>
    /// <param name="parameters">The object; null gives none.</param>
    /// <returns>The params in the order of the object.</returns>
    /// <exception cref="ArgumentException">The value is not an object with named parts.</exception>
    public static IReadOnlyList<Param> Read(object? parameters)
    {
        if (parameters is null)
            return [];
        var json = Json(parameters);
        if (json.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"Parameters need names: an object or a dictionary was expected, a {parameters.GetType().Name} was given.", nameof(parameters));
        List<Param> found = [];
        Flatten("", json, found);
        return found;
    }

    /// <summary>A value as JSON; what JSON has no number for becomes the text <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    public static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value, value?.GetType() ?? typeof(object), Options);

    private static void Flatten(string prefix, JsonElement json, List<Param> found)
    {
        foreach (var part in json.EnumerateObject())
        {
            if (part.Value.ValueKind == JsonValueKind.Object && part.Value.EnumerateObject().Any())
                Flatten(prefix + part.Name + ".", part.Value, found);
            else
                found.Add(new Param(prefix + part.Name, part.Value.GetRawText()));
        }
    }
}
