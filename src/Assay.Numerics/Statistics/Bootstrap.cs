using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>
/// Intervals by drawing the sample again from itself. The common statistics have loops of their own; any other is a delegate over rows or values.
/// </summary>
/// <remarks>
/// Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993). Not for fewer than about ten independent units (the resamples are too few and too alike),
/// not for extremes such as the best of a study, and not over rows where rows of one cluster resemble each other: give a <see cref="SamplingDesign"/>.
/// </remarks>
public static partial class Bootstrap
{
    // An interval of fewer defined resamples than this share would describe the fortunate ones.
    private const double LeastDefinedShare = 0.5;

    /// <summary>Any statistic of rows, with clusters and strata.</summary>
    /// <param name="name">What the statistic is, for results: "macro F1".</param>
    /// <param name="design">What is drawn. Paired samples are one row each, holding both values.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">How bounds are read off; BCa evaluates the statistic once more per unit, studentized once more per unit of every resample.</param>
    /// <returns>The result; without an interval, and with the reason, when all resamples give one value or more than half give none.</returns>
    /// <exception cref="ArgumentException">Too few resamples, or the studentized method with clusters or strata.</exception>
    public static BootstrapResult Of(string name, SamplingDesign design, RowStatistic statistic, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(statistic);
        resampling = Resampling.Checked(resampling);
        var studentized = method == BootstrapMethod.Studentized;
        if (studentized && (design.UnitCount != design.RowCount || design.StratumCount != 1))
            throw new ArgumentException("The studentized method is for independent rows without clusters and strata; take BCa.", nameof(method));
        int[] all = [.. Enumerable.Range(0, design.RowCount)];
        var estimate = statistic(all);
        if (!double.IsFinite(estimate))
            return Without(name, method, Quantity.Undefined("the statistic is undefined on the sample"), design.UnitCount, 0, "the statistic is undefined on the sample");

        var replicates = new double[resampling.Count];
        resampling.InParts(design.RowCount * (studentized ? design.UnitCount : 1L), (first, last) =>
        {
            int[] rows = new int[design.RowCount], fewer = new int[design.RowCount];
            for (var index = first; index < last; index++)
            {
                var stream = new RandomStream(resampling.Seed, index);
                var drawn = design.Draw(ref stream, ref rows);
                var value = statistic(drawn);
                replicates[index] = studentized ? (value - estimate) / JackknifeError(drawn, statistic, ref fewer) : value;
            }
        });
        var buffer = new int[design.RowCount];
        var error = studentized ? Math.Sqrt(Jackknife(design, statistic).Variance) : double.NaN;
        var acceleration = method == BootstrapMethod.BCa ? Jackknife(design, statistic).Acceleration : double.NaN;
        return Finished(name, method, estimate, replicates, acceleration, error, design.UnitCount, 0);
    }

    /// <summary>Any statistic of one sample of independent values.</summary>
    /// <param name="name">What the statistic is, for results: "median".</param>
    /// <param name="sample">Finite values, at least two.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">How bounds are read off.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or too few resamples.</exception>
    public static BootstrapResult Of(string name, ReadOnlySpan<double> sample, SampleStatistic statistic, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        Require.Finite(sample, nameof(sample));
        if (sample.Length < 2)
            return TooFew(name, method, sample.Length);
        var values = sample.ToArray();
        using var buffers = new ThreadLocal<double[]>(() => new double[values.Length]);
        return Of(name, SamplingDesign.OfRows(values.Length), rows =>
        {
            var taken = buffers.Value.AsSpan(0, rows.Length);
            for (var index = 0; index < rows.Length; index++)
                taken[index] = values[rows[index]];
            return statistic(taken);
        }, resampling, method);
    }

    // Variance and acceleration of a statistic by leaving one unit out, summed over strata: scipy's and Efron's form for several samples.
    internal static (double Variance, double Acceleration) JackknifeOf(IReadOnlyList<double[]> leftOut)
    {
        var (squares, cubes) = (0.0, 0.0);
        var variance = 0.0;
        foreach (var values in leftOut)
        {
            double count = values.Length;
            if (count < 2)
                continue;
            var mean = Descriptive.Average(values);
            var (second, third) = (0.0, 0.0);
            foreach (var value in values)
            {
                var influence = (count - 1) * (mean - value);
                second += influence * influence;
                third += influence * influence * influence;
            }

            squares += second / (count * count);
            cubes += third / (count * count * count);
            variance += second / (count * (count - 1));
        }

        return (variance, squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : double.NaN);
    }

    private static (double Variance, double Acceleration) Jackknife(SamplingDesign design, RowStatistic statistic)
    {
        var leftOut = new List<double[]>();
        var buffer = new int[design.RowCount];
        for (var (stratum, unit) = (0, 0); stratum < design.StratumCount; stratum++)
        {
            var values = new double[design.UnitsOf(stratum)];
            for (var index = 0; index < values.Length; index++, unit++)
                values[index] = values.Length == 1 ? double.NaN : statistic(design.Without(unit, ref buffer));
            leftOut.Add(values);
        }

        return JackknifeOf(leftOut);
    }

    // Standard error on one resample, whose rows are taken as its units.
    private static double JackknifeError(ReadOnlySpan<int> rows, RowStatistic statistic, ref int[] fewer)
    {
        if (fewer.Length < rows.Length)
            fewer = new int[rows.Length];
        var values = new double[rows.Length];
        rows[1..].CopyTo(fewer);
        for (var index = 0; index < rows.Length; index++)
        {
            // fewer holds all rows but this one: the next differs in a single place.
            values[index] = statistic(fewer.AsSpan(0, rows.Length - 1));
            if (index < rows.Length - 1)
                fewer[index] = rows[index];
        }

        return Math.Sqrt(JackknifeOf([values]).Variance);
    }

    private static BootstrapResult Finished(string name, BootstrapMethod method, double estimate, double[] replicates, double acceleration, double error, int units, int secondUnits)
    {
        // A replicate is undefined where the statistic is, and where a studentized one has no spread to be divided by.
        var defined = Array.TrueForAll(replicates, double.IsFinite) ? replicates : [.. replicates.Where(double.IsFinite)];
        var undefined = replicates.Length - defined.Length;
        string? reason = null;
        if (defined.Length < replicates.Length * LeastDefinedShare || defined.Length < 2)
            reason = Invariant($"the statistic is undefined on {undefined} of {replicates.Length} resamples");
        else if (defined.AsSpan().IndexOfAnyExcept(defined[0]) < 0)
            reason = "every resample gives the same value";
        else if (method == BootstrapMethod.Studentized && !(error > 0))
            reason = "the sample's standard error is 0 or undefined";
        return new(name, method, estimate, defined, undefined, acceleration, error, units, secondUnits, reason);
    }

    private static BootstrapResult Without(string name, BootstrapMethod method, Quantity estimate, int units, int secondUnits, string reason) =>
        new(name, method, estimate, [], 0, double.NaN, double.NaN, units, secondUnits, reason);

    private static BootstrapResult TooFew(string name, BootstrapMethod method, int count) =>
        Without(name, method, Quantity.Undefined(Invariant($"resampling needs two values, the sample has {count}")), count, 0, Invariant($"resampling needs two values, the sample has {count}"));
}
