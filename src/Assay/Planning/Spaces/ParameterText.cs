using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Planning.Spaces;

/// <summary>A parameter as people type it on a command line: <c>lr=log:1e-5..1e-1</c>, <c>layers=1..5</c>, <c>opt=adam,sgd</c>.</summary>
public static class ParameterText
{
    private const string Expected = "expected name=low..high, name=log:low..high, name=int:low..high/step, name=a,b,c or name=ordered:a,b,c";

    private static readonly string[] Kinds = ["float", "log", "int", "logint", "choice", "ordered"];

    /// <summary>Reads one parameter. A range of two whole numbers is one of whole numbers; <c>float:</c> makes it one of real numbers. A step stands behind <c>/</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The parameter; whether it can be searched is for <see cref="SearchSpace"/>.</returns>
    /// <exception cref="AssayException">It cannot be understood.</exception>
    public static Parameter Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw Wrong(text, "there is no name before '='");
        var (name, rest) = (text[..equals].Trim(), text[(equals + 1)..].Trim());
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var kind = colon > 0 && Kinds.Contains(rest[..colon]) ? rest[..colon] : null;
        if (kind is not null)
            rest = rest[(colon + 1)..];
        return new Parameter(name, kind is "choice" or "ordered" || (kind is null && !rest.Contains("..", StringComparison.Ordinal)) ? Choice(text, rest, kind == "ordered") : Range(text, rest, kind));
    }

    private static CategoricalDistribution Choice(string text, string values, bool isOrdered)
    {
        string[] parts = values.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts.Any(part => part.Length == 0))
            throw Wrong(text, "at least two values with commas make a choice");
        return new CategoricalDistribution([.. parts.Select(Value)], isOrdered);
    }

    private static Distribution Range(string text, string range, string? kind)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        var (bounds, stepText) = slash < 0 ? (range, null) : (range[..slash], range[(slash + 1)..].Trim());
        var dots = bounds.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            throw Wrong(text, "there is no '..' between two bounds");
        var (lowText, highText) = (bounds[..dots].Trim(), bounds[(dots + 2)..].Trim());
        var whole = kind is "int" or "logint" || (kind is null && IsWhole(lowText) && IsWhole(highText) && (stepText is null || IsWhole(stepText)));
        if (whole)
            return new IntDistribution(Whole(text, lowText), Whole(text, highText), kind == "logint", stepText is null ? 1 : Whole(text, stepText));
        return new FloatDistribution(Number(text, lowText), Number(text, highText), kind == "log", stepText is null ? null : Number(text, stepText));
    }

    private static ParameterValue Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? ParameterValue.Of(number)
        : text is "true" or "false" ? ParameterValue.OfJson(System.Text.Json.JsonDocument.Parse(text).RootElement)
        : ParameterValue.Of(text);

    private static bool IsWhole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static long Whole(string text, string number) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(text, $"'{number}' is not a whole number");

    private static double Number(string text, string number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw Wrong(text, $"'{number}' is not a number");

    private static AssayException Wrong(string text, string why) => new($"The parameter '{text}' cannot be understood: {why}; {Expected}.");
}
