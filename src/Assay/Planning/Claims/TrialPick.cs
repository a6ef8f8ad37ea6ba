namespace Assay.Planning.Claims;

/// <summary>Which trials of a study are meant.</summary>
/// <param name="Count">How many of the best; null for all.</param>
public readonly record struct TrialPick(int? Count)
{
    private const int Most = 999_999;

    /// <summary>Reads <c>best</c>, <c>all</c> or <c>top N</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pick">What it says.</param>
    /// <returns>Whether it is one of these.</returns>
    public static bool TryParse(string? text, out TrialPick pick)
    {
        pick = text == "best" ? new TrialPick(1) : default;
        if (text is "best" or "all")
            return true;
        if (text is null || !text.StartsWith("top ", StringComparison.Ordinal) || !int.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Most)
            return false;
        pick = new TrialPick(count);
        return true;
    }

    /// <summary>As the plan writes it.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => Count switch
    {
        null => "all",
        1 => "best",
        { } count => string.Create(CultureInfo.InvariantCulture, $"top {count}"),
    };
}
