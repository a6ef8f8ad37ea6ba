namespace Assay.Notebook;

/// <summary>How a book goes into the store.</summary>
/// <param name="Who">Who imports, for the journal and as the author of notes.</param>
/// <param name="Origin">What the book came from, for the journal, e.g. <c>experiments_log.md</c>.</param>
public sealed record LogImportOptions(string Who, string Origin)
{
    /// <summary>Name of the format it was read in.</summary>
    public string Format { get; init; } = "";

    /// <summary>The file it was read from, absolute; null when from none.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The book as the same file said it last time: what differs from it is what a person edited. Null when the file is new: then
    /// nothing in the store is taken back, only added to.
    /// </summary>
    public LogBook? Base { get; init; }

    /// <summary>
    /// The book that the plan and the store give now, when the file is generated from a plan: its plan map is the plan's, so the file's is not
    /// taken; null for a log that the store alone knows.
    /// </summary>
    public LogBook? Stored { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
