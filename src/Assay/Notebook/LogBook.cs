namespace Assay.Notebook;

/// <summary>
/// What a log says, in no format: readers make it from Markdown, the store makes it from its records, writers make Markdown from it. A writer
/// followed by its format's reader gives an equal book, apart from line numbers and store ids.
/// </summary>
/// <param name="Name">Name in the store: the plan's, or the file's without its ending.</param>
public sealed record LogBook(string Name)
{
    /// <summary>The heading of the whole.</summary>
    public string? Title { get; init; }

    /// <summary>The sentence under the heading; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>When it was last brought up to date; null when it does not say.</summary>
    public LogDate? Updated { get; init; }

    /// <summary>Where the whole stands, in words; null when it does not say.</summary>
    public string? Status { get; init; }

    /// <summary>The metric that ranks entries; null when none does.</summary>
    public string? TopMetric { get; init; }

    /// <summary>How many entries the table of the best shows.</summary>
    public int TopCount { get; init; } = 10;

    /// <summary>The plan map, in order.</summary>
    public IReadOnlyList<LogPhase> Phases { get; init; } = [];

    /// <summary>The tracker's overview, in order.</summary>
    public IReadOnlyList<LogCategory> Categories { get; init; } = [];

    /// <summary>The tracker's rows, in order.</summary>
    public IReadOnlyList<LogPriority> Priorities { get; init; } = [];

    /// <summary>Runs and actions, in the order of the log.</summary>
    public IReadOnlyList<LogEntry> Entries { get; init; } = [];

    /// <summary>Workstreams, in order.</summary>
    public IReadOnlyList<LogWorkstream> Workstreams { get; init; } = [];

    /// <summary>What people wrote about the whole, in order.</summary>
    public IReadOnlyList<LogNote> Notes { get; init; } = [];

    /// <summary>Commands that a reader of the log needs, computed from the plan: what it does, then the command.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Commands { get; init; } = [];

    /// <summary>Where files lie, computed from the plan: what it is, then the path.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Locations { get; init; } = [];
}
