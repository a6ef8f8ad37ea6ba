using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Tuning.Spaces;

/// <summary>The parameters of a study with the values that each may take, in the order they were declared.</summary>
/// <param name="Parameters">Names are unique.</param>
public sealed record ParameterSpace(IReadOnlyList<Parameter> Parameters)
{
    /// <summary>Nothing is declared: bounds are unknown.</summary>
    public static ParameterSpace Undeclared { get; } = new([]);

    /// <summary>What must hold of every configuration, as expressions over parameters and derived values, e.g. <c>d_model % heads == 0</c>.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>Values that follow from the parameters.</summary>
    public IReadOnlyList<DerivedValue> Derived { get; init; } = [];

    /// <summary>Whether anything is declared.</summary>
    public bool IsDeclared => Parameters.Count > 0;

    /// <summary>A parameter's distribution; null when it is not declared.</summary>
    /// <param name="name">The parameter's name.</param>
    public Distribution? this[string name] => Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal))?.Distribution;

    /// <summary>The space as JSON, for the store and for files.</summary>
    /// <returns>
    /// <c>[{"name":"lr","type":"float","low":1e-5,"high":0.01,"log":true}, …]</c>; with constraints or derived values, an object that has that list as <c>parameters</c>.
    /// </returns>
    public string ToJson()
    {
        var parameters = new JsonArray([.. Parameters.Select(parameter => (JsonNode)Write(parameter))]);
        return Constraints.Count == 0 && Derived.Count == 0 ? parameters.ToJsonString() : new JsonObject
        {
            ["parameters"] = parameters,
            ["constraints"] = new JsonArray([.. Constraints.Select(constraint => (JsonNode)constraint)]),
            ["derived"] = new JsonObject(Derived.Select(value => KeyValuePair.Create(value.Name, (JsonNode?)value.Expression))),
        }.ToJsonString();
    }

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
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                return new ParameterSpace([.. root.EnumerateArray().Select(Read)]);
            return new ParameterSpace([.. root.GetProperty("parameters").EnumerateArray().Select(Read)])
            {
                Constraints = [.. root.GetProperty("constraints").EnumerateArray().Select(constraint => constraint.GetString() ?? "")],
                Derived = [.. root.GetProperty("derived").EnumerateObject().Select(value => new DerivedValue(value.Name, value.Value.GetString() ?? ""))],
            };
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
                if (categorical.IsOrdered)
                    node["ordered"] = true;
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

        if (parameter.When is { } when)
            node["when"] = when;
        return node;
    }

    private static Parameter Read(JsonElement item)
    {
        var name = item.GetProperty("name").GetString() ?? "";
        return new Parameter(name, item.GetProperty("type").GetString() switch
        {
            "categorical" => new CategoricalDistribution([.. item.GetProperty("choices").EnumerateArray().Select(ParameterValue.OfJson)], item.TryGetProperty("ordered", out var ordered) && ordered.GetBoolean()),
            "float" => new FloatDistribution(item.GetProperty("low").GetDouble(), item.GetProperty("high").GetDouble(), item.GetProperty("log").GetBoolean(),
                item.GetProperty("step") is { ValueKind: JsonValueKind.Number } step ? step.GetDouble() : null),
            "int" => new IntDistribution(item.GetProperty("low").GetInt64(), item.GetProperty("high").GetInt64(), item.GetProperty("log").GetBoolean(), item.GetProperty("step").GetInt64()),
            var other => throw new FormatException($"'{other}' is no kind of distribution"),
        })
        {
            When = item.TryGetProperty("when", out var when) ? when.GetString() : null,
        };
    }
}
