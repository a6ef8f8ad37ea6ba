using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>A metric as tables show it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Direction">Which values are better; null when nobody said.</param>
internal sealed record MetricColumn(string Key, Direction? Direction)
{
    private const double RoundingOfMean = 1e-14;

    /// <summary>Values of the runs that count for an experiment: completed, current, not superseded; one a seed.</summary>
    /// <param name="seeds">The experiment's seeds.</param>
    /// <returns>The numbers; NaN and undefined are left out, never zero.</returns>
    public double[] Values(IEnumerable<ExperimentProgress> seeds) =>
        [.. seeds.Select(seed => seed.Completed?.Metrics.GetValueOrDefault(Key)?.Last.NumberOrNull).OfType<double>()];

    /// <summary>Mean of the values, with the sample's standard deviation and size when there are several; "-" when there is none.</summary>
    /// <param name="values">The values.</param>
    /// <returns>E.g. <c>0.7725</c>, <c>0.77 ± 0.004 (n=3)</c>.</returns>
    public static string Show(double[] values)
    {
        if (values.Length == 0)
            return "-";
        if (values.Length == 1)
            return Markdown.Number(values[0]);
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        // Equal values: what is left is the rounding of the mean.
        return deviation <= RoundingOfMean * Math.Abs(mean)
            ? string.Create(CultureInfo.InvariantCulture, $"{Markdown.Number(mean)} (n={values.Length})")
            : string.Create(CultureInfo.InvariantCulture, $"{Markdown.Number(mean)} ± {deviation:G2} (n={values.Length})");
    }

    /// <summary>Orders means, better first; without a direction larger first.</summary>
    /// <param name="mean">A mean.</param>
    /// <returns>A key that sorts ascending.</returns>
    public double Rank(double mean) => Direction == Tracking.Direction.Minimize ? mean : -mean;
}
