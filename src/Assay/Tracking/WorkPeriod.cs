namespace Assay.Tracking;

/// <summary>A stretch of work on a workstream, from start to end.</summary>
/// <param name="Id">Number in the store, from 1; 0 before it is stored.</param>
/// <param name="Workstream">Id of the workstream.</param>
/// <param name="Started">When it began, UTC.</param>
public sealed record WorkPeriod(long Id, string Workstream, DateTimeOffset Started)
{
    /// <summary>When it ended, UTC; null while it lasts.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Who works.</summary>
    public string? Author { get; init; }

    /// <summary>What was done, in the person's words.</summary>
    public string? Summary { get; init; }

    /// <summary>Git commit at the start.</summary>
    public string? StartCommit { get; init; }

    /// <summary>Git commit at the end.</summary>
    public string? EndCommit { get; init; }

    /// <summary>Git branch at the end (at the start while it lasts).</summary>
    public string? Branch { get; init; }

    /// <summary>What it was about, in a line.</summary>
    public string? Title { get; init; }

    /// <summary>What the history of a log calls it where that differs from the title; null when it does not.</summary>
    public string? HistoryTitle { get; init; }

    /// <summary>The date as the person gave it (EDTF) where that is less exact than <see cref="Started"/>, e.g. <c>2025-11~</c>; null otherwise.</summary>
    public string? Dated { get; init; }

    /// <summary>Files that changed between start and end, one per line; empty when none did, null when not known.</summary>
    public string? FilesModified { get; init; }

    /// <summary>First line of the message of <see cref="EndCommit"/>.</summary>
    public string? CommitTitle { get; init; }

    /// <summary>State of the working tree at the end, in words, e.g. <c>Working tree clean</c>.</summary>
    public string? Clean { get; init; }

    /// <summary>What the runs of the period left, as a tree; null when nothing.</summary>
    public string? Outputs { get; init; }
}
