using Assay.Tracking;

namespace Assay.Notebook.Curves;

/// <summary>Says of each run that completed what its curves show: per split the best and the latest value of each metric.</summary>
public sealed class CurveListener : IStoreListener
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RunEndedAsync(IRunStore records, RunId run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (await records.GetRunAsync(run, cancellationToken).ConfigureAwait(false) is not { Status: RunStatus.Completed } ended)
            return [];
        var report = CurveReport.Of(await StoredCurves.ReadAsync(records, run, cancellationToken).ConfigureAwait(false));
        return report.Curves.Count == 0 ? [] : [$"{ended.Place?.Experiment ?? ended.Name}, run {run.Tail}:", .. CurveTable.Text(report).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "  " + line)];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> StudyGrewAsync(IRunStore records, string study, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
