using Assay.Statistics;

namespace Assay.Interop.Burn;

/// <summary>A metric's value over one epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Log">What the epoch's file holds.</param>
/// <param name="IsPartial">Whether the epoch has fewer batches than another epoch of its split: it was interrupted, or is going on.</param>
public sealed record BurnEpoch(int Epoch, BurnMetricLog Log, bool IsPartial)
{
    /// <summary>The epoch's value.</summary>
    /// <param name="bySample">Whether batches count by their size; otherwise each counts the same.</param>
    /// <returns>The mean, or why there is none.</returns>
    public Quantity Value(bool bySample) => bySample ? Log.SampleMean : Log.BatchMean;
}
