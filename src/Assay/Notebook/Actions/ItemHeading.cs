using Assay.Notebook.Entries;

namespace Assay.Notebook.Actions;

/// <summary>The heading of an item's actions: <c>Phase 2 - Item 1: title (what these actions are)</c>.</summary>
/// <param name="Phase">The phase as written; null when it does not say.</param>
/// <param name="Item">The item.</param>
/// <param name="Rest">What follows; null for nothing.</param>
internal sealed partial record ItemHeading(string? Phase, string Item, string? Rest)
{
    /// <summary>Reads a heading.</summary>
    /// <param name="text">The heading.</param>
    /// <returns>Its parts; null when it names no item.</returns>
    public static ItemHeading? Read(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;
        var rest = match.Groups["rest"].Value.Trim();
        return new ItemHeading(match.Groups["phase"] is { Success: true, Value.Length: > 0 } phase ? phase.Value.Trim() : null, match.Groups["item"].Value, rest.Length == 0 ? null : rest);
    }

    /// <summary>What the heading says more than the item's title.</summary>
    /// <param name="title">The item's title; null when it is not known.</param>
    /// <returns>The group; null for nothing more.</returns>
    public string? Group(string? title)
    {
        if (Rest is null || Rest == title)
            return null;
        if (title is null)
            return Rest is ['(', .., ')'] ? Rest[1..^1] : Rest;
        return Rest.StartsWith(title + " (", StringComparison.Ordinal) && Rest[^1] == ')' && Rest.Length > title.Length + 3 ? Rest[(title.Length + 2)..^1] : Rest;
    }

    /// <summary>Title and group of a heading whose item no map names.</summary>
    /// <returns>The title.</returns>
    public string? Title() => Rest is null or ['(', .., ')'] ? null : EntryLabels.Split(Rest, out _);

    /// <summary>Writes a heading.</summary>
    /// <param name="phase">The phase; null for none.</param>
    /// <param name="item">The item.</param>
    /// <param name="title">Its title; null for none.</param>
    /// <param name="group">What these actions are; null for nothing.</param>
    /// <returns>Text that <see cref="Read"/> reads back.</returns>
    public static string Write(string? phase, string item, string? title, string? group)
    {
        var rest = (title, group) switch
        {
            (null, null) => "",
            (null, _) => $": ({group})",
            (_, null) => $": {title}",
            _ => $": {title} ({group})",
        };
        return $"{(phase is null ? "" : phase + " - ")}Item {item}{rest}";
    }

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^(?:(?<phase>\S.*?)\s*[-–—,:]?\s+)?Item\s+(?<item>[^\s:]+)(?:\s*:\s+(?<rest>.*)|\s+[–—-]\s+(?<rest>.*)|\s*:?$)",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Pattern();
}
