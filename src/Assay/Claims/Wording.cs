namespace Assay.Claims;

/// <summary>Numbers in sentences.</summary>
internal static class Wording
{
    private const double SmallestShownP = 0.0001;

    /// <summary>A number with four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A number with its sign.</summary>
    public static string Signed(double value) => value < 0 ? Number(value) : "+" + Number(value);

    /// <summary>A count.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A probability with two significant digits.</summary>
    public static string P(double p) => p < SmallestShownP ? "< 0.0001" : p.ToString("G2", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Count(long value, string noun) => $"{Whole(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>Words joined by commas and "and".</summary>
    public static string List(IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
