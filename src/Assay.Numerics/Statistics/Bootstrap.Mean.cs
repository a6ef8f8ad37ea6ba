namespace Assay.Statistics;

public static partial class Bootstrap
{
    /// <summary>The mean of independent values.</summary>
    /// <param name="sample">Finite values, at least two.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">How bounds are read off.</param>
    /// <returns>The result; no interval for a constant sample.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or too few resamples.</exception>
    public static BootstrapResult Mean(ReadOnlySpan<double> sample, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa) =>
        Means("mean", sample, default, resampling, method);

    /// <summary>The mean over rows that come in clusters or strata: clusters are drawn whole, so a cluster's rows count as much as they agree.</summary>
    /// <param name="sample">Finite values, one a row of the design.</param>
    /// <param name="design">What is drawn.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">Percentile or BCa.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">A value is not finite, the lengths differ, too few resamples, or the studentized method.</exception>
    public static BootstrapResult Mean(ReadOnlySpan<double> sample, SamplingDesign design, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa)
    {
        ArgumentNullException.ThrowIfNull(design);
        Require.Finite(sample, nameof(sample));
        Require.SameLength(sample.Length, nameof(sample), design.RowCount, nameof(design));
        var values = sample.ToArray();
        return Of("mean", design, rows =>
        {
            var sum = 0.0;
            foreach (var row in rows)
                sum += values[row];
            return sum / rows.Length;
        }, resampling, method);
    }

    /// <summary>The mean of the first sample less that of the second; the two are drawn independently.</summary>
    /// <param name="first">Finite values, at least two.</param>
    /// <param name="second">Finite values, at least two; another number of them, if need be.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">How bounds are read off.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or too few resamples.</exception>
    /// <remarks>Not for values that belong together in pairs: that throws away what the pairs have in common. See <see cref="PairedMeanDifference"/>.</remarks>
    public static BootstrapResult MeanDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa)
    {
        Require.Finite(second, nameof(second));
        return second.Length < 2 ? TooFew("difference of means", method, second.Length) : Means("difference of means", first, second, resampling, method);
    }

    /// <summary>The mean of the differences, first less second, of values that belong together: one unit a pair.</summary>
    /// <param name="first">Finite values, at least two.</param>
    /// <param name="second">As many, in the same order.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">How bounds are read off.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">A value is not finite, the lengths differ, or too few resamples.</exception>
    public static BootstrapResult PairedMeanDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa) =>
        Means("mean difference", Differences(first, second), default, resampling, method);

    internal static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Require.SameLength(first.Length, nameof(first), second.Length, nameof(second));
        Require.Finite(first, nameof(first));
        Require.Finite(second, nameof(second));
        var differences = new double[first.Length];
        for (var index = 0; index < differences.Length; index++)
            differences[index] = first[index] - second[index];
        return differences;
    }

    // One sample when the second is empty.
    private static BootstrapResult Means(string name, ReadOnlySpan<double> first, ReadOnlySpan<double> second, Resampling resampling, BootstrapMethod method)
    {
        Require.Finite(first, nameof(first));
        resampling = Resampling.Checked(resampling);
        if (first.Length < 2)
            return TooFew(name, method, first.Length);
        var (x, y) = (first.ToArray(), second.ToArray());
        // Around the first value, so that sums of squares keep their digits when values are large against their spread.
        var (xOrigin, yOrigin) = (x[0], y.Length > 0 ? y[0] : 0);
        Shift(x, xOrigin);
        Shift(y, yOrigin);
        var origin = y.Length > 0 ? xOrigin - yOrigin : xOrigin;
        var estimate = Descriptive.Average(x) - (y.Length > 0 ? Descriptive.Average(y) : 0);
        var studentized = method == BootstrapMethod.Studentized;
        var replicates = new double[resampling.Count];
        resampling.InParts(x.Length + y.Length, (from, to) =>
        {
            for (var index = from; index < to; index++)
            {
                var stream = new RandomStream(resampling.Seed, index);
                if (studentized)
                {
                    var (mean, variance) = DrawnMoments(x, ref stream);
                    if (y.Length > 0)
                    {
                        var (otherMean, otherVariance) = DrawnMoments(y, ref stream);
                        (mean, variance) = (mean - otherMean, variance + otherVariance);
                    }

                    replicates[index] = (mean - estimate) / Math.Sqrt(variance);
                }
                else
                {
                    replicates[index] = origin + DrawnMean(x, ref stream) - (y.Length > 0 ? DrawnMean(y, ref stream) : 0);
                }
            }
        });
        var error = Math.Sqrt(MeanVariance(x) + (y.Length > 0 ? MeanVariance(y) : 0));
        var acceleration = method == BootstrapMethod.BCa ? JackknifeOf(y.Length > 0 ? [MeansWithoutOne(x, 1), MeansWithoutOne(y, -1)] : [MeansWithoutOne(x, 1)]).Acceleration : double.NaN;
        return Finished(name, method, origin + estimate, replicates, acceleration, error, x.Length, y.Length);
    }

    private static void Shift(double[] values, double origin)
    {
        for (var index = 0; index < values.Length; index++)
            values[index] -= origin;
    }

    // Two draws to a random word and four sums, so that neither multiplications nor additions wait for each other.
    private static double DrawnMean(double[] values, ref RandomStream stream)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var index = 0;
        for (; index + 4 <= values.Length; index += 4)
        {
            stream.Below(values.Length, out var i, out var j);
            a += values[i];
            b += values[j];
            stream.Below(values.Length, out i, out j);
            c += values[i];
            d += values[j];
        }

        for (; index < values.Length; index++)
            a += values[stream.Below(values.Length)];
        return (a + b + (c + d)) / values.Length;
    }

    private static (double Mean, double MeanVariance) DrawnMoments(double[] values, ref RandomStream stream)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var index = 0; index < values.Length; index++)
        {
            var value = values[stream.Below(values.Length)];
            sum += value;
            squares += value * value;
        }

        double count = values.Length;
        return (sum / count, Math.Max(0, squares - (sum * sum / count)) / (count * (count - 1)));
    }

    private static double MeanVariance(double[] values) => Descriptive.SquaredDeviations(values) / ((double)values.Length * (values.Length - 1));

    private static double[] MeansWithoutOne(double[] values, double sign)
    {
        var sum = Descriptive.Average(values) * values.Length;
        return Array.ConvertAll(values, value => sign * (sum - value) / (values.Length - 1));
    }
}
