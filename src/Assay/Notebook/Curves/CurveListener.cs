using Assay.Evaluation.Curves;
using Assay.Tracking;

namespace Assay.Notebook.Curves;

/// <summary>Says of each run that completed what its curves show: per split the best and the latest value of each metric.</summary>
public sealed class CurveListener : IStoreListener
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RunEndedAsync(IRunStore records, RunId run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (await records.GetRunAsync(run, cancellationToken).ConfigureAwait(false) is not { Status: RunStatus.Completed })
            return [];
        var report = CurveReport.Of(await StoredCurves.ReadAsync(records, run, cancellationToken).ConfigureAwait(false));
        return [.. report.Curves.GroupBy(entry => entry.Curve.Split).Select(split => $"{(split.Key.Length == 0 ? "curves" : split.Key)}: {string.Join("; ", split.Select(entry => Said(entry.Curve, entry.Summary)))}")];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> StudyGrewAsync(IRunStore records, string study, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    private static string Said(RunCurve curve, CurveSummary summary) => summary.Best is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"{curve.Metric} best {CurveTable.Number(curve, best.Value)} at {best.Step}, latest {CurveTable.Number(curve, summary.Latest!.Value.Value)}")
        : $"{curve.Metric} undefined";
}
