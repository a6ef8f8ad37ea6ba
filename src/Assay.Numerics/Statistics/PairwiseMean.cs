using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>
/// The mean of a number computed of every pair of units, such as the similarity of two seeds' features. Pairs that share a seed move together:
/// five seeds make ten pairs and five units, and the interval here resamples the five.
/// </summary>
/// <remarks>Source: Arvesen, "Jackknifing U-statistics", Annals of Mathematical Statistics 40 (1969).</remarks>
public static class PairwiseMean
{
    /// <summary>The mean with an error from leaving out one unit with all its pairs at a time.</summary>
    /// <param name="pairs">Finite numbers of the pairs (0,1), (0,2), …, (0,k−1), (1,2), …: k(k − 1)/2 of them.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>Mean, jackknife error, and Student's interval with k − 1 degrees of freedom. Without an error below three units or when all pairs are equal.</returns>
    /// <exception cref="ArgumentException">A number is not finite, or their count is no k(k − 1)/2.</exception>
    public static Estimate Jackknife(ReadOnlySpan<double> pairs, double confidence = 0.95)
    {
        Require.Level(confidence, nameof(confidence));
        var sums = UnitSums(pairs, out var units);
        if (units < 2)
            return Estimate.Undefined("there is no pair");
        var mean = Descriptive.Average(pairs);
        if (units < 3)
            return Estimate.Undefined("an error needs three units, there are 2", mean);
        double count = pairs.Length;
        // Without unit i: all pairs less its k − 1.
        var without = Array.ConvertAll(sums, sum => ((mean * count) - sum) / (count - (units - 1)));
        var error = Math.Sqrt(Descriptive.SquaredDeviations(without) * (units - 1) / units);
        if (error == 0)
            return Estimate.Undefined("leaving out any unit gives the same mean", mean);
        var reach = Distributions.StudentQuantile((1 + confidence) / 2, units - 1) * error;
        return new(mean, error, new(mean - reach, mean + reach, confidence));
    }

    /// <summary>The mean bootstrapped over units: each resample draws k units, and means over the pairs of different ones.</summary>
    /// <param name="pairs">Finite numbers of the pairs (0,1), (0,2), …, (1,2), ….</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <returns>The result by percentiles. Resamples of a single unit have no pair and are counted as undefined. Below six units prefer <see cref="Jackknife"/>.</returns>
    /// <exception cref="ArgumentException">A number is not finite, their count is no k(k − 1)/2, or too few resamples.</exception>
    public static BootstrapResult OverUnits(ReadOnlySpan<double> pairs, Resampling resampling)
    {
        UnitSums(pairs, out var units);
        if (units < 3)
            throw new ArgumentException(Invariant($"{units} units have too few pairs to be drawn again; give those of three or more."), nameof(pairs));
        var values = pairs.ToArray();
        return Bootstrap.Of("mean over pairs", SamplingDesign.OfRows(units), drawn =>
        {
            Span<int> times = stackalloc int[units <= 256 ? units : 0];
            if (units > 256)
                times = new int[units];
            foreach (var unit in drawn)
                times[unit]++;
            var (sum, weight, pair) = (0.0, 0L, 0);
            for (var i = 0; i < times.Length; i++)
            {
                for (var j = i + 1; j < times.Length; j++, pair++)
                {
                    long both = (long)times[i] * times[j];
                    sum += both * values[pair];
                    weight += both;
                }
            }

            return weight == 0 ? double.NaN : sum / weight;
        }, resampling, BootstrapMethod.Percentile);
    }

    // Sum of each unit's pairs.
    private static double[] UnitSums(ReadOnlySpan<double> pairs, out int units)
    {
        Require.Finite(pairs, nameof(pairs));
        units = (int)Math.Round((1 + Math.Sqrt(1 + (8.0 * pairs.Length))) / 2);
        if ((long)units * (units - 1) / 2 != pairs.Length)
            throw new ArgumentException(Invariant($"{pairs.Length} numbers are not all pairs of any number of units (1, 3, 6, 10, 15, …)."), nameof(pairs));
        var sums = new double[units];
        for (var (i, pair) = (0, 0); i < units; i++)
        {
            for (var j = i + 1; j < units; j++, pair++)
            {
                sums[i] += pairs[pair];
                sums[j] += pairs[pair];
            }
        }

        return sums;
    }
}
