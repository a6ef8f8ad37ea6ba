namespace Assay.Tracking.Changes;

/// <summary>
/// Corrects the record of a run that Assay did not execute (kinds action, pattern, imported): what a person typed, a person may correct. The
/// correction is journaled. What Assay executed or a program logged is refused.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Who">Who corrects it.</param>
/// <param name="Why">Why, e.g. <c>edited in log.md</c>.</param>
public sealed record CorrectRun(RunId Run, string Who, string Why) : Change(Run)
{
    /// <summary>The true status; null leaves it.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The true start, of what has ended the end too; null leaves both.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Name of the experiment it belongs to; null leaves it.</summary>
    public string? Experiment { get; init; }

    /// <summary>Parameters whose value was wrong or missing.</summary>
    public IReadOnlyList<Param> Params { get; init; } = [];

    /// <summary>Keys of parameters it never had.</summary>
    public IReadOnlyList<string> RemovedParams { get; init; } = [];

    /// <summary>Metric series that are replaced as a whole.</summary>
    public IReadOnlyList<MetricSeries> Metrics { get; init; } = [];

    /// <summary>Keys of metrics it never had, in every identity.</summary>
    public IReadOnlyList<string> RemovedMetrics { get; init; } = [];
}
