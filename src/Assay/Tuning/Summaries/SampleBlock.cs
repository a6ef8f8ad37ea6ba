using Assay.Statistics;

namespace Assay.Tuning.Summaries;

/// <summary>Where a set of values of the objective lies and how wide it is.</summary>
/// <param name="Count">Values, each finite.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Median">Their median.</param>
/// <param name="SampleDeviation">Standard deviation with the divisor n − 1; undefined below two values.</param>
/// <param name="PopulationDeviation">Standard deviation with the divisor n.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Greatest">The largest.</param>
public sealed record SampleBlock(int Count, Quantity Mean, Quantity Median, Quantity SampleDeviation, Quantity PopulationDeviation, Quantity Least, Quantity Greatest)
{
    /// <summary>Describes values.</summary>
    /// <param name="values">Finite values; none makes everything undefined.</param>
    /// <returns>The block.</returns>
    public static SampleBlock Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sample = [.. values];
        var none = Quantity.Undefined("no trial counts");
        return new(
            sample.Length,
            Descriptive.Mean(sample),
            Descriptive.Median(sample),
            Descriptive.StandardDeviation(sample),
            Descriptive.PopulationStandardDeviation(sample),
            sample.Length == 0 ? none : sample.Min(),
            sample.Length == 0 ? none : sample.Max());
    }
}
