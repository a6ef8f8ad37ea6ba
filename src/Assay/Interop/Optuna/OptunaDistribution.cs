using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tracking.Results;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Interop.Optuna;

/// <summary>
/// Optuna's distributions as JSON: <c>{"name":"FloatDistribution","attributes":{…}}</c>, the five classes of before version 3, and the short form
/// <c>{"type":"float",…}</c>. A trial stores the number itself, of a choice its index.
/// </summary>
internal static class OptunaDistribution
{
    /// <summary>Reads a distribution.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="AssayException">It is none that is known.</exception>
    public static Distribution Read(string json, string place)
    {
        try
        {
            using var document = TolerantJson.Parse(Encoding.UTF8.GetBytes(json), place);
            return Read(document.RootElement) ?? throw Unknown(json, place);
        }
        catch (Exception error) when (error is ResultRefusedException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new AssayException($"{place}: the distribution {Short(json)} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Writes a distribution as Optuna 3 and later have it.</summary>
    public static string Write(Distribution distribution)
    {
        var (name, attributes) = distribution switch
        {
            FloatDistribution real => ("FloatDistribution", new JsonObject { ["step"] = real.Step, ["low"] = real.Low, ["high"] = real.High, ["log"] = real.IsLog }),
            IntDistribution whole => ("IntDistribution", new JsonObject { ["log"] = whole.IsLog, ["step"] = whole.Step, ["low"] = whole.Low, ["high"] = whole.High }),
            _ => ("CategoricalDistribution", new JsonObject { ["choices"] = new JsonArray([.. ((CategoricalDistribution)distribution).Choices.Select(choice => JsonNode.Parse(choice.Json))]) }),
        };
        return new JsonObject { ["name"] = name, ["attributes"] = attributes }.ToJsonString();
    }

    /// <summary>The value that an inner number stands for; null when the distribution has none of that number.</summary>
    public static ParameterValue? ToValue(Distribution distribution, double inner)
    {
        if (!double.IsFinite(inner))
            return null;
        if (distribution is not CategoricalDistribution choice)
            return ParameterValue.Of(inner);
        return inner >= 0 && inner < choice.Choices.Count && inner == Math.Floor(inner) ? choice.Choices[(int)inner] : null;
    }

    /// <summary>The inner number of a value; null when the distribution has no such value.</summary>
    public static double? ToInner(Distribution distribution, ParameterValue value)
    {
        if (distribution is not CategoricalDistribution choice)
            return distribution.Contains(value) ? value.Number : null;
        for (var index = 0; index < choice.Choices.Count; index++)
        {
            if (choice.Choices[index].Equals(value))
                return index;
        }

        return null;
    }

    private static Distribution? Read(JsonElement root)
    {
        var name = root.TryGetProperty("name", out var named) ? named.GetString() : root.GetProperty("type").GetString();
        var given = root.TryGetProperty("attributes", out var inner) ? inner : root;
        return name switch
        {
            "FloatDistribution" or "float" => new FloatDistribution(Number("low"), Number("high"), Flag("log"), Optional("step")),
            "UniformDistribution" => new FloatDistribution(Number("low"), Number("high")),
            "LogUniformDistribution" => new FloatDistribution(Number("low"), Number("high"), IsLog: true),
            "DiscreteUniformDistribution" => new FloatDistribution(Number("low"), Number("high"), Step: Number("q")),
            "IntDistribution" or "int" => new IntDistribution((long)Number("low"), (long)Number("high"), Flag("log"), (long)(Optional("step") ?? 1)),
            "IntUniformDistribution" => new IntDistribution((long)Number("low"), (long)Number("high"), Step: (long)(Optional("step") ?? 1)),
            "IntLogUniformDistribution" => new IntDistribution((long)Number("low"), (long)Number("high"), IsLog: true),
            "CategoricalDistribution" or "categorical" => new CategoricalDistribution([.. given.GetProperty("choices").EnumerateArray().Select(ParameterValue.OfJson)]),
            _ => null,
        };

        double Number(string key) => given.GetProperty(key).GetDouble();
        double? Optional(string key) => given.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        bool Flag(string key) => given.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;
    }

    private static AssayException Unknown(string json, string place) => new($"{place}: the distribution {Short(json)} is none that is known; expected Float, Int or CategoricalDistribution, or one of before Optuna 3.");

    private static string Short(string json) => json.Length <= 80 ? json : json[..80] + "…";
}
