using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Tuning.Spaces;

/// <summary>The parameters of a study with the values that each may take, in the order they were declared.</summary>
/// <param name="Parameters">Names are unique.</param>
public sealed record ParameterSpace(IReadOnlyList<Parameter> Parameters)
{
    /// <summary>Nothing is declared: bounds are unknown.</summary>
    public static ParameterSpace Undeclared { get; } = new([]);

    /// <summary>Whether anything is declared.</summary>
    public bool IsDeclared => Parameters.Count > 0;

    /// <summary>A parameter's distribution; null when it is not declared.</summary>
    /// <param name="name">The parameter's name.</param>
    public Distribution? this[string name] => Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal))?.Distribution;

    /// <summary>The space as one JSON list, for the store and for files.</summary>
    /// <returns><c>[{"name":"lr","type":"float","low":1e-5,"high":0.01,"log":true}, …]</c>.</returns>
    public string ToJson() => new JsonArray([.. Parameters.Select(parameter => (JsonNode)Write(parameter))]).ToJsonString();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The list.</param>
    /// <returns>The space.</returns>
    /// <exception cref="AssayException">It is not such a list.</exception>
    public static ParameterSpace FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new ParameterSpace([.. document.RootElement.EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new AssayException($"A study's space cannot be read: {e.Message}", e);
        }
    }

    private static JsonObject Write(Parameter parameter)
    {
        var node = new JsonObject { ["name"] = parameter.Name };
        switch (parameter.Distribution)
        {
            case CategoricalDistribution categorical:
                node["type"] = "categorical";
                node["choices"] = new JsonArray([.. categorical.Choices.Select(choice => JsonNode.Parse(choice.Json))]);
                break;
            case FloatDistribution real:
                node["type"] = "float";
                node["low"] = real.Low;
                node["high"] = real.High;
                node["log"] = real.IsLog;
                node["step"] = real.Step;
                break;
            case IntDistribution whole:
                node["type"] = "int";
                node["low"] = whole.Low;
                node["high"] = whole.High;
                node["log"] = whole.IsLog;
                node["step"] = whole.Step;
                break;
        }

        return node;
    }

    private static Parameter Read(JsonElement item)
    {
        var name = item.GetProperty("name").GetString() ?? "";
        return new Parameter(name, item.GetProperty("type").GetString() switch
        {
            "categorical" => new CategoricalDistribution([.. item.GetProperty("choices").EnumerateArray().Select(ParameterValue.OfJson)]),
            "float" => new FloatDistribution(item.GetProperty("low").GetDouble(), item.GetProperty("high").GetDouble(), item.GetProperty("log").GetBoolean(),
                item.GetProperty("step") is { ValueKind: JsonValueKind.Number } step ? step.GetDouble() : null),
            "int" => new IntDistribution(item.GetProperty("low").GetInt64(), item.GetProperty("high").GetInt64(), item.GetProperty("log").GetBoolean(), item.GetProperty("step").GetInt64()),
            var other => throw new FormatException($"'{other}' is no kind of distribution"),
        });
    }
}
