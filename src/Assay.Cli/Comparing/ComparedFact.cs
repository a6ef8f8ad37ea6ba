using Assay.Tracking;

namespace Assay.Cli.Comparing;

/// <summary>One thing that runs have in common or not.</summary>
/// <param name="Section">What kind of thing: Params, Config, Code, Data, Environment.</param>
/// <param name="Key">Its name.</param>
/// <param name="Json">Per run its value as JSON; null where the run has none.</param>
internal sealed record ComparedFact(string Section, string Key, IReadOnlyList<string?> Json)
{
    /// <summary>Whether the runs differ in it.</summary>
    public bool Differs => Json.Distinct().Count() > 1;

    /// <summary>Per run its value as people read it.</summary>
    public IEnumerable<string> Texts => Json.Select(json => json is null ? "–" : Shortened(new Param(Key, json).Text));

    // Digests and commits are told apart by their first digits.
    private static string Shortened(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit) ? text[..12] : text;
}
