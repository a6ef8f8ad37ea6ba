namespace Assay.Notebook;

/// <summary>A dated stretch of work on a workstream.</summary>
/// <param name="Date">When it began.</param>
public sealed record LogPeriod(LogDate Date)
{
    /// <summary>Number in the store; 0 when it came from a file.</summary>
    public long Id { get; init; }

    /// <summary>What it was about; null when nobody said.</summary>
    public string? Title { get; init; }

    /// <summary>What the history calls it where that differs from the title; null when it does not.</summary>
    public string? HistoryTitle { get; init; }

    /// <summary>When it ended; null while it lasts or when nobody said.</summary>
    public LogDate? Ended { get; init; }

    /// <summary>What was done, in order: the history's bullets.</summary>
    public IReadOnlyList<LogNote> History { get; init; } = [];

    /// <summary>Everything else people wrote: decisions, next steps, user priorities, findings, …</summary>
    public IReadOnlyList<LogNote> Notes { get; init; } = [];

    /// <summary>Files that changed between start and end, as git names them; null when not known.</summary>
    public IReadOnlyList<string>? FilesModified { get; init; }

    /// <summary>Branch of the code.</summary>
    public string? Branch { get; init; }

    /// <summary>Last commit, as written.</summary>
    public string? Commit { get; init; }

    /// <summary>First line of the last commit's message.</summary>
    public string? CommitTitle { get; init; }

    /// <summary>State of the working tree in words, e.g. <c>Working tree clean</c>; null when not known.</summary>
    public string? Clean { get; init; }

    /// <summary>Outputs as a tree or list, "\n" between lines; null when none is named.</summary>
    public string? Outputs { get; init; }

    /// <summary>Key of the book's entry that carries the numbers found in this period; null when there are none.</summary>
    public string? Entry { get; init; }

    /// <summary>Line it stands in, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }
}
