using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Everything the store knows of a run, read once.</summary>
internal sealed record WholeRun(
    Run Run,
    RunDetails Details,
    IReadOnlyList<Param> Params,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<MetricSummary> Metrics,
    IReadOnlyList<Dataset> Datasets)
{
    /// <summary>Reads a run.</summary>
    public static async Task<WholeRun> ReadAsync(IRunStore store, Run run, CancellationToken cancellationToken) => new(
        run,
        await store.GetDetailsAsync(run.Id, cancellationToken),
        await store.GetParamsAsync(run.Id, cancellationToken),
        await store.GetTagsAsync(run.Id, cancellationToken),
        await store.GetMetricsAsync(run.Id, cancellationToken),
        await store.GetDatasetsAsync(run.Id, cancellationToken));
}
