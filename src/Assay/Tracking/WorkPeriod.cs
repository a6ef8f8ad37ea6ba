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
}
