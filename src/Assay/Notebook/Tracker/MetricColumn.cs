using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>A metric as tables show it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Direction">Which values are better; null when nobody said.</param>
internal sealed record MetricColumn(string Key, Direction? Direction)
{
    /// <summary>Values of the runs that count for an experiment: completed, current, not superseded; one a seed.</summary>
    /// <param name="seeds">The experiment's seeds.</param>
    /// <returns>The numbers; NaN and undefined are left out, never zero.</returns>
    public double[] Values(IEnumerable<ExperimentProgress> seeds) =>
        [.. seeds.Select(seed => seed.Completed?.Metrics.GetValueOrDefault(Key)?.Last.NumberOrNull).OfType<double>()];

    /// <summary>Orders means, better first; without a direction larger first.</summary>
    /// <param name="mean">A mean.</param>
    /// <returns>A key that sorts ascending.</returns>
    public double Rank(double mean) => Direction == Tracking.Direction.Minimize ? mean : -mean;
}
