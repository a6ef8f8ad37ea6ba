namespace Assay.Analyzers.Subjects;

/// <summary>A log that a person kept, as it was read: what it states of itself, to be compared with what it holds.</summary>
/// <param name="Place">The file.</param>
/// <param name="Format">Its format: actions, runs, tracker, context, training.</param>
public sealed record LogSubject(Place Place, string Format) : Subject(Place)
{
    /// <summary>Phases and items of its plan map, with the status each states.</summary>
    public IReadOnlyList<LogItem> Items { get; init; } = [];

    /// <summary>Its entries, in order.</summary>
    public IReadOnlyList<LogEntry> Entries { get; init; } = [];

    /// <summary>Totals that it states, e.g. completed of all, with what its own tables add up to.</summary>
    public IReadOnlyList<LogTotal> Totals { get; init; } = [];

    /// <summary>Sentences that a person wrote: conclusions, decisions, next steps.</summary>
    public IReadOnlyList<LogStatement> Statements { get; init; } = [];
}
