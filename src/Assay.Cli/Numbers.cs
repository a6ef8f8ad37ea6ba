namespace Assay.Cli;

/// <summary>Reads lists and shares that people type; a mistake is one sentence that names the option.</summary>
internal static class Numbers
{
    /// <summary>Whole numbers from 1, separated by commas; null when nothing was typed.</summary>
    public static IReadOnlyList<int>? Counts(string option, string? text) =>
        Names(option, text)?.Select(part => Values.Count(option, part, 0, most: int.MaxValue)).ToArray();

    /// <summary>Seeds: whole numbers from 0, separated by commas; null when nothing was typed.</summary>
    public static IReadOnlyList<ulong>? Seeds(string option, string? text) => Names(option, text)?.Select(part =>
        ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw new AssayException($"{option} '{part}' is not a whole number from 0.")).ToArray();

    /// <summary>Texts separated by commas; null when nothing was typed.</summary>
    public static IReadOnlyList<string>? Names(string option, string? text)
    {
        if (text is null)
            return null;
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Any(part => part.Length == 0)
            ? throw new AssayException($"{option} '{text}' has an empty part; values separated by commas are expected.")
            : parts;
    }

    /// <summary>A number between 0 and 1, both excluded.</summary>
    public static double Share(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1
            ? share
            : throw new AssayException($"{option} '{text}' is not a number between 0 and 1.");

    /// <summary>Any finite number.</summary>
    public static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new AssayException($"{option} '{text}' is not a number.");
}
