using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>The shapes that several keys share.</summary>
internal static class Shapes
{
    public static readonly Shape Text = new ScalarShape("text", _ => true, TextSchema, isInterpolated: false);

    public static readonly Shape Texts = new ListShape("a list of texts", Text);

    public static readonly Shape OneOrMoreTexts = new EitherShape("text, or a list of texts", Text, Texts);

    public static readonly Shape TextMap = new MapShape("a map of names to texts", Text);

    public static readonly Shape Any = new AnyShape();

    public static readonly Shape AnyMap = new MapShape("a map of names to values", Any);

    public static readonly Shape Command = new EitherShape("a command: text for the shell, or a list of words", Text, new ListShape("a list of words", Text, atLeast: 1));

    public static readonly Shape Duration = new ScalarShape(
        Expansion.Duration.Word,
        scalar => Expansion.Duration.TryParse(scalar.Text, out _),
        () => new JsonObject { ["type"] = "string", ["pattern"] = @"^\s*([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?\s*$" },
        isInterpolated: true);

    public static readonly Shape Axes = new MapShape("a map of names to lists of values", new ListShape("a list of values", Any, atLeast: 1));

    public static readonly Shape Seeds = new EitherShape(
        "a list of whole numbers, or how many seeds there are, counted from 0",
        new ScalarShape(
            "the number of seeds, at least 1",
            scalar => IsWhole(scalar, 1, PlanLimits.Experiments),
            () => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = PlanLimits.Experiments },
            isInterpolated: false),
        new ListShape(
            "a list of at least one whole number",
            new ScalarShape(
                "a whole number",
                scalar => scalar.Kind == ScalarKind.Number && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
                () => new JsonObject { ["type"] = "integer" },
                isInterpolated: false),
            atLeast: 1));

    /// <summary>A whole number in a range; with interpolation, or text with <c>${…}</c> that becomes one.</summary>
    public static Shape Whole(int least, int most, bool isInterpolated = true) => new ScalarShape(
        WholeWord(least, most),
        scalar => IsWhole(scalar, least, most),
        () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        isInterpolated);

    public static Shape Choice(params string[] words) => new ScalarShape(
        "one of " + string.Join(", ", words),
        scalar => words.Contains(scalar.Text, StringComparer.Ordinal),
        () => new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) },
        isInterpolated: false);

    public static string WholeWord(int least, int most) => $"a whole number from {least} to {most}";

    private static bool IsWhole(YamlScalar scalar, int least, int most) =>
        scalar.Kind == ScalarKind.Number &&
        int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) &&
        number >= least && number <= most;

    private static JsonObject TextSchema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
