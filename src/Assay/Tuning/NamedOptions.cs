namespace Assay.Tuning;

/// <summary>A name with options as people type it: <c>median:startup=5,warmup=10</c>.</summary>
internal static class NamedOptions
{
    /// <summary>Reads the text.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="what">What it names, for messages.</param>
    /// <exception cref="AssayException">It is no name with options.</exception>
    public static (string Name, IReadOnlyDictionary<string, string> Options) Read(string text, string what)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in colon < 0 ? [] : text[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new AssayException($"The {what} '{text}' has the option '{pair}', expected option=value, as in {name}:startup=10.");
            options[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
        }

        return (name, options);
    }

    /// <summary>Refuses options that nobody reads.</summary>
    /// <exception cref="AssayException">There is one.</exception>
    public static void Check(string what, string name, IReadOnlyDictionary<string, string> options, IReadOnlyList<string> known)
    {
        foreach (var option in options.Keys.Except(known, StringComparer.Ordinal))
            throw new AssayException($"The {what} '{name}' has no option '{option}': it has {(known.Count == 0 ? "none" : string.Join(", ", known))}.");
    }

    /// <summary>A number of an option.</summary>
    /// <exception cref="AssayException">It is no number in the range.</exception>
    public static double Number(IReadOnlyDictionary<string, string> options, string what, string option, double usual, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        if (!options.TryGetValue(option, out var text))
            return usual;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"The option {option} of '{what}' is '{text}', expected a number from {least:R} to {most:R}."));
    }

    /// <summary>A whole number of an option.</summary>
    /// <exception cref="AssayException">It is no whole number in the range.</exception>
    public static int Whole(IReadOnlyDictionary<string, string> options, string what, string option, int usual, int least, int most = 1_000_000_000)
    {
        var number = Number(options, what, option, usual, least, most);
        return number == Math.Floor(number) ? (int)number : throw new AssayException($"The option {option} of '{what}' is '{options[option]}', expected a whole number.");
    }
}
