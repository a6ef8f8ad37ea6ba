using Assay.Tracking.Queries;

namespace Assay.Tracking;

/// <summary>Which runs to read, and how much of each.</summary>
public sealed record RunSearch
{
    /// <summary>Condition, order and limit; null takes all.</summary>
    public RunQuery? Query { get; init; }

    /// <summary>Name of the only experiment to look in; null for all.</summary>
    public string? Experiment { get; init; }

    /// <summary>Name of the only plan to look in; null for all.</summary>
    public string? Plan { get; init; }

    /// <summary>Most rows to return, the query's own limit besides; null for no bound.</summary>
    public int? Limit { get; init; }

    /// <summary>Token of the page before; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>Whether runs in the bin are read too.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>
    /// On how many threads at most a page of many runs is read, at least 1. With 1, the default, everything is of one moment; with more each run is, but
    /// a process that writes meanwhile may be seen in one run and not yet in another. The order is the same.
    /// </summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Which metrics, params and tags come along.</summary>
    public RunColumns Columns { get; init; } = RunColumns.None;
}
