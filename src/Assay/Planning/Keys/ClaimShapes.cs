using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>The shapes that keys of claims share.</summary>
internal static class ClaimShapes
{
    public static readonly Shape Boolean = new ScalarShape("true or false", scalar => scalar.Kind == ScalarKind.Boolean, () => new JsonObject { ["type"] = "boolean" }, isInterpolated: false);

    public static readonly Shape Confidence = new ScalarShape(
        "a confidence of at least 0.5 and below 1",
        scalar => NumberOf(scalar) is >= 0.5 and < 1,
        () => new JsonObject { ["type"] = "number", ["minimum"] = 0.5, ["exclusiveMaximum"] = 1 },
        isInterpolated: false);

    /// <summary>A number, or the name of a metric that holds one.</summary>
    public static readonly Shape Figure = new ScalarShape("a number, or a metric's name", scalar => scalar.Text.Length > 0, () => new JsonObject { ["type"] = new JsonArray("string", "number") }, isInterpolated: false);

    public static readonly Shape ValueAt = new ScalarShape(
        ClaimKeys.ValueWord,
        scalar => Claims.ValueAt.TryParse(scalar.Text, out _),
        () => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray("last", "best", "min", "max") }, new JsonObject { ["type"] = "integer" }) },
        isInterpolated: false);

    public static readonly Shape Pick = new ScalarShape(
        "best, all, or top N, e.g. top 10",
        scalar => Claims.TrialPick.TryParse(scalar.Text, out _),
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^(best|all|top [1-9][0-9]{0,5})$" },
        isInterpolated: false);

    public static readonly Shape Date = new ScalarShape(
        "a date such as 2025-12-03",
        scalar => DateOf(scalar.Text) is not null,
        () => new JsonObject { ["type"] = "string", ["format"] = "date" },
        isInterpolated: false);

    /// <summary>A number between two bounds, both included.</summary>
    public static Shape Real(double least, double most) => new ScalarShape(
        least == 0 ? "a number of at least 0" : "a number",
        scalar => NumberOf(scalar) is { } number && number >= least && number <= most,
        () => least == 0 ? new JsonObject { ["type"] = "number", ["minimum"] = 0 } : new JsonObject { ["type"] = "number" },
        isInterpolated: false);

    /// <summary>The finite number a scalar is; null when it is none.</summary>
    public static double? NumberOf(YamlScalar scalar) =>
        scalar.Kind == ScalarKind.Number && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The day a text names, its first moment in UTC; null when it names none.</summary>
    public static DateTimeOffset? DateOf(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? day : null;
}
