using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Execution;

/// <summary>Everything needed to execute one run. It is kept in the run's folder, so that another process can finish what this one began.</summary>
/// <param name="Run">The run; it is in the store, and the caller holds its lease.</param>
/// <param name="Command">What is executed.</param>
/// <param name="WorkingDirectory">Where; absolute.</param>
public sealed record ExecutionRequest(RunId Run, LaunchCommand Command, string WorkingDirectory)
{
    /// <summary>Variables set for the command and recorded; everything else is inherited and not recorded.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Declared results. When there are any and none holds a metric, an exit code of 0 still means failed.</summary>
    public IReadOnlyList<ResultSource> Results { get; init; } = [];

    /// <summary>Declared outputs: globs relative to the working directory; the files are named and hashed, not copied.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Data it uses, recorded when it begins.</summary>
    public IReadOnlyList<Dataset> Datasets { get; init; } = [];

    /// <summary>Declared metric identities by key.</summary>
    public IReadOnlyDictionary<string, MetricIdentity> Metrics { get; init; } = new Dictionary<string, MetricIdentity>();

    /// <summary>The resolved configuration as canonical JSON, written to <c>config.json</c>; null when there is none.</summary>
    public string? Config { get; init; }

    /// <summary>GPUs given to the run, as <c>CUDA_VISIBLE_DEVICES</c>; null leaves the variable alone, empty hides all.</summary>
    public IReadOnlyList<int>? Gpus { get; init; }

    /// <summary>How long the command has to end when it is stopped.</summary>
    public StopGraces Stop { get; init; } = StopGraces.Default;

    /// <summary>Completes with the reason when the run is to end because it would not win: SIGTERM, a grace, SIGKILL; it is pruned then. Null for never.</summary>
    public Task<string>? Prune { get; init; }

    /// <summary>Has the last word on its end; null for nobody.</summary>
    internal IRunJudge? Judge { get; init; }
}
