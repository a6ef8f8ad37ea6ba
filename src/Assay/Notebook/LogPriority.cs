using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>A row of the tracker: experiments that are wanted together.</summary>
/// <param name="Id">E.g. <c>LF-P8</c>.</param>
public sealed record LogPriority(string Id)
{
    /// <summary>What it is; shown where the tracker says type.</summary>
    public string? Title { get; init; }

    /// <summary>The category that counts it, e.g. <c>LF</c>; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>Ids of its experiments, in order, ranges expanded.</summary>
    public IReadOnlyList<string> Experiments { get; init; } = [];

    /// <summary>Where it stands as a whole: planned, running, completed, failed, cancelled (interrupted).</summary>
    public RunStatus Status { get; init; }

    /// <summary>Key of the entry with the best result; null when none is known.</summary>
    public string? Best { get; init; }

    /// <summary>The metric that makes it best.</summary>
    public string? BestMetric { get; init; }

    /// <summary>The exact command that runs it.</summary>
    public string? Command { get; init; }

    /// <summary>Remark of its row; Markdown of one line.</summary>
    public string? Remark { get; init; }

    /// <summary>Line it stands in, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }
}
