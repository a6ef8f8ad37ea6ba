namespace Assay.Notebook;

/// <summary>A sentence of the report of an import.</summary>
/// <param name="Line">Line of the file, from 1; 0 for the file as a whole.</param>
/// <param name="Certainty">How sure.</param>
/// <param name="What">What was taken, or what was left.</param>
public sealed record LogRemark(int Line, LogCertainty Certainty, string What)
{
    /// <summary>What a person typed that was not taken; null when nothing was.</summary>
    public string? Typed { get; init; }
}
