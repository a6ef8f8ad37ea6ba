using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>How often what is said with probability p is true, over bins of p; and the calibration errors that follow.</summary>
/// <param name="Binning">How the bins were made.</param>
/// <param name="Bins">From low to high; empty ones are kept.</param>
public sealed record ReliabilityCurve(Binning Binning, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Bins when nothing else is said: 10, as usual in reports.</summary>
    public const int UsualBins = 10;

    /// <summary>Samples.</summary>
    public int Count => Bins.Sum(bin => bin.Count);

    /// <summary>Expected calibration error: Σ nᵦ/n · |rate − mean probability|, in [0, 1], 0 is best. Empty bins weigh nothing.</summary>
    /// <remarks>Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.</remarks>
    public Quantity Ece => Count == 0 ? Quantity.Undefined("there are no samples") : Bins.Sum(bin => bin.Count * (bin.Gap.ValueOrNull ?? 0)) / Count;

    /// <summary>Maximum calibration error: the largest |rate − mean probability| of a bin that is not empty, in [0, 1], 0 is best.</summary>
    public Quantity Mce => Count == 0 ? Quantity.Undefined("there are no samples") : Bins.Max(bin => bin.Gap.ValueOrNull ?? 0);

    /// <summary>The curve over bins of one width.</summary>
    /// <param name="probabilities">Of being positive, in [0, 1].</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="bins">Bins, at least 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a probability is none.</exception>
    public static ReliabilityCurve EqualWidth<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels, int bins = UsualBins)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Length, labels.Count);
        Check.Bins(bins);
        var truth = labels.Values;
        var (counts, positives, sums) = (new int[bins], new int[bins], new double[bins]);
        for (var i = 0; i < probabilities.Length; i++)
        {
            Check.Probability(probabilities[i], i);
            var p = double.CreateTruncating(probabilities[i]);
            var bin = Math.Min((int)(p * bins), bins - 1);
            // The product is rounded, the edges are k/B: a probability on an edge belongs to the upper bin.
            if (p < (double)bin / bins)
                bin--;
            else if (bin + 1 < bins && p >= (bin + 1.0) / bins)
                bin++;
            counts[bin]++;
            positives[bin] += truth[i];
            sums[bin] += p;
        }

        return new(Binning.EqualWidth, [.. Enumerable.Range(0, bins).Select(bin => Bin((double)bin / bins, (bin + 1.0) / bins, counts[bin], positives[bin], sums[bin]))]);
    }

    /// <summary>The curve over bins between the quantiles i/B of the probabilities (linear between order statistics).</summary>
    /// <param name="ranking">The probabilities in order; all in [0, 1].</param>
    /// <param name="bins">Bins, at least 1; where quantiles coincide, bins are empty.</param>
    /// <returns>The curve; without samples all bins are empty.</returns>
    /// <exception cref="ArgumentException">A score is not a probability.</exception>
    public static ReliabilityCurve EqualMass(ScoreRanking ranking, int bins = UsualBins)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        Check.Bins(bins);
        var ascending = ranking.Ascending();
        if (ascending is [< 0, ..] or [.., > 1])
            throw new ArgumentException(FormattableString.Invariant($"Probabilities are in [0, 1]; these go from {ascending[0]} to {ascending[^1]}."), nameof(ranking));
        var edges = new double[bins + 1];
        for (var i = 0; i <= bins && ascending.Length > 0; i++)
            edges[i] = Quantile(ascending, i == bins ? 1 : i * (1.0 / bins));

        var (counts, positives, sums) = (new int[bins], new int[bins], new double[bins]);
        var (bin, before) = (bins - 1, default(ScoreStep));
        foreach (var step in ranking.Steps)
        {
            while (bin > 0 && step.Threshold <= edges[bin])
                bin--;
            var (caught, alarms) = (step.TruePositives - before.TruePositives, step.FalsePositives - before.FalsePositives);
            counts[bin] += caught + alarms;
            positives[bin] += caught;
            sums[bin] += (caught + alarms) * step.Threshold;
            before = step;
        }

        return new(Binning.EqualMass, [.. Enumerable.Range(0, bins).Select(i => Bin(edges[i], edges[i + 1], counts[i], positives[i], sums[i]))]);
    }

    private static ReliabilityBin Bin(double lower, double upper, int count, int positives, double sum)
    {
        var empty = Quantity.Undefined("the bin is empty");
        return count == 0 ? new(lower, upper, 0, empty, empty) : new(lower, upper, count, sum / count, (double)positives / count);
    }

    // Rounded as NumPy's percentile rounds it, so that a quantile that is a sample's value equals it.
    private static double Quantile(double[] ascending, double share)
    {
        var place = share * 100 / 100 * (ascending.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, ascending.Length - 1);
        var (part, width) = (place - below, ascending[above] - ascending[below]);
        return part < 0.5 ? ascending[below] + (width * part) : ascending[above] - (width * (1 - part));
    }
}
