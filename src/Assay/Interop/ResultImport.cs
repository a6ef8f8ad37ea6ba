using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Results;

namespace Assay.Interop;

/// <summary>Writes results that others left into the store, each once: a file's digest is its identity.</summary>
public static class ResultImport
{
    private const int BatchSize = 200;

    /// <summary>Writes every result as a completed run of kind imported.</summary>
    /// <param name="records">The store.</param>
    /// <param name="scan">What was found.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the import between two batches; importing again goes on.</param>
    /// <returns>How many went in.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static async Task<ResultImportReport> WriteAsync(IRunStore records, ResultFolderScan scan, ResultImportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(scan);
        var (imported, known) = (0, 0);
        foreach (var results in scan.Results.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A run stays planned until its values are in: an import that was killed between the two is finished by the next.
            var runs = await records.CreateRunsAsync([.. results.Select(result => Draft(result, options))], cancellationToken).ConfigureAwait(false);
            var changes = new List<Change>();
            foreach (var (result, run) in results.Zip(runs).DistinctBy(pair => pair.Second.Id))
            {
                if (run.Status != RunStatus.Planned)
                {
                    known++;
                    continue;
                }

                imported++;
                var time = result.Time ?? options.Clock.GetUtcNow();
                changes.AddRange(result.Metrics.Select(metric =>
                    new LogMetrics(run.Id, new MetricIdentity(metric.Key), [new MetricPoint(metric.Step, time, metric.Value)])));
                changes.Add(new SetStatus(run.Id, RunStatus.Completed, options.Who, $"imported from {result.Path}", time));
            }

            if (changes.Count > 0)
                await records.WriteAsync(new WriteBatch(changes), CancellationToken.None).ConfigureAwait(false);
        }

        return new ResultImportReport(imported, known);
    }

    private static RunDraft Draft(ImportedResult result, ResultImportOptions options) => new(options.Experiment)
    {
        IdempotencyKey = $"import/{options.Experiment}/{result.Id}/{result.Digest}",
        Name = result.Id,
        Kind = RunKind.Imported,
        Status = RunStatus.Planned,
        User = options.Who,
        Place = options.Plan is null ? null : new PlanPlace(options.Plan) { Priority = result.Priority, Experiment = result.Id },
        Facts = new RunPatch { Title = result.Title, Caveat = result.FolderNameWarning },
        Details = new RunDetails { ImportedFrom = $"{result.Path} sha256:{result.Digest}" },
        Params = [.. result.Params.Select(part => new Param(part.Key, part.Value))],
        Tags = result.Priority is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["priority"] = result.Priority },
    };
}
