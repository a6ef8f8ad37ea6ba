namespace Assay.Notebook;

/// <summary>A parameter of an entry.</summary>
/// <param name="Key">Key in the store.</param>
/// <param name="Json">The value as one JSON text.</param>
/// <param name="Line">Line of the file it was found in, from 1; 0 when it came from no file.</param>
public sealed record LogParam(string Key, string Json, int Line = 0)
{
    /// <summary>Whether it was found in a sentence, which the entry's texts still hold.</summary>
    public bool IsFromText { get; init; }
}
