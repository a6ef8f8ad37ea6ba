namespace Assay.Notebook;

/// <summary>The part of a book that its JSON document holds; each property as in <see cref="LogBook"/>.</summary>
internal sealed record BookHead
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public LogDate? Updated { get; init; }

    public string? Status { get; init; }

    public string? TopMetric { get; init; }

    public int TopCount { get; init; } = 10;

    public IReadOnlyList<LogPhase> Phases { get; init; } = [];

    /// <summary>Ids of its workstreams.</summary>
    public IReadOnlyList<string> Workstreams { get; init; } = [];

    public IReadOnlyList<LogCategory> Categories { get; init; } = [];

    public IReadOnlyList<LogPriority> Priorities { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Commands { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Locations { get; init; } = [];
}
