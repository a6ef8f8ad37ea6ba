using Assay.Cli.Rendering;
using Assay.Interop.Burn;
using Assay.Notebook.Curves;
using Assay.Tracking;

namespace Assay.Cli;

/// <summary>A run with what its curves say.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Its folder; null for a run of the store.</param>
/// <param name="Report">Its curves.</param>
/// <param name="Epochs">Epoch folders of each split, empty ones too; null for a run of the store.</param>
/// <param name="Checkpoints">Epochs whose checkpoint is still there; null for a run of the store.</param>
/// <param name="Remarks">What was odd, a sentence each.</param>
internal sealed record AnalyzedRun(string Name, string? Path, CurveReport Report, IReadOnlyDictionary<string, int>? Epochs, IReadOnlyList<int>? Checkpoints, IReadOnlyList<string> Remarks)
{
    /// <summary>A run of Burn's.</summary>
    public static AnalyzedRun Of(BurnRun run, bool bySample, int patience, string? watch)
    {
        var curves = run.Series.Select(series =>
        {
            BurnEpoch[] epochs = [.. series.Epochs.Where(epoch => !epoch.IsPartial)];
            return new RunCurve(series.Split, series.Metric, [.. epochs.Select(epoch => (long)epoch.Epoch)], [.. epochs.Select(epoch => epoch.Value(bySample).ValueOrNull ?? double.NaN)], RunCurve.OptimumOf(series.Metric));
        });
        return new AnalyzedRun(run.Name, run.Path, CurveReport.Of(curves, patience, watch), run.Splits.ToDictionary(split => split.Split, split => split.Epochs, StringComparer.Ordinal), run.Checkpoints, run.Remarks);
    }

    /// <summary>A run of the store.</summary>
    public static AnalyzedRun Of(Run run, IReadOnlyList<RunCurve> curves, int patience, string? watch) =>
        new(RunText.Title(run), null, CurveReport.Of(curves, patience, watch), null, null, curves.Count > 0 ? [] : [$"{RunText.Title(run)} has no metric with values at two steps or more."]);
}
