using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class BootstrapTests
{
    private static readonly Resampling Resamples = new(new Seed(5), 1999);

    [Fact]
    public void Bounds_read_off_given_resamples_are_scipy_s()
    {
        var reference = ReferenceFile.Read("bootstrap");
        var (x, y) = (reference.Doubles("first"), reference.Doubles("second"));
        var (_, acceleration) = Bootstrap.JackknifeOf([WithoutOne(x, 1)]);
        ReferenceFile.Near(reference.Doubles("meanBca")[2], acceleration, "acceleration");
        Near(reference.Doubles("meanBca"), Result(BootstrapMethod.BCa, x.Average(), reference.Doubles("means"), acceleration).IntervalAt(0.95));
        Near(reference.Doubles("meanPercentile"), Result(BootstrapMethod.Percentile, x.Average(), reference.Doubles("means"), double.NaN).IntervalAt(0.95));
        (_, acceleration) = Bootstrap.JackknifeOf([WithoutOne(x, 1), WithoutOne(y, -1)]);
        ReferenceFile.Near(reference.Doubles("differenceBca")[2], acceleration, "acceleration of two samples", 1e-9);
        Near(reference.Doubles("differenceBca"), Result(BootstrapMethod.BCa, x.Average() - y.Average(), reference.Doubles("differences"), acceleration).IntervalAt(0.9));

        static BootstrapResult Result(BootstrapMethod method, double estimate, double[] replicates, double acceleration) =>
            new("mean", method, estimate, replicates, 0, acceleration, double.NaN, 14, 0, null);
        static double[] WithoutOne(double[] values, double sign) => Array.ConvertAll(values, v => sign * (values.Sum() - v) / (values.Length - 1));
        static void Near(double[] expected, Interval? actual)
        {
            Assert.Equal(expected[0], actual!.Value.Lower, 1e-9);
            Assert.Equal(expected[1], actual.Value.Upper, 1e-9);
        }
    }

    [Fact]
    public void Resamples_of_a_small_sample_have_the_exact_distribution()
    {
        // Of 27 equally likely resamples of {0, 1, 5} the mean is 0 once, 1/3 three times, ... compared at every value, four standard errors allowed.
        double[] x = [0, 1, 5];
        var exact = from a in x from b in x from c in x select Math.Round((a + b + c) / 3, 9);
        var result = Bootstrap.Mean(x, new(new Seed(2), 27_000), BootstrapMethod.Percentile);
        var drawn = result.Replicates.GroupBy(v => Math.Round(v, 9)).ToDictionary(g => g.Key, g => g.Count());
        foreach (var value in exact.GroupBy(v => v))
            Assert.InRange(drawn[value.Key], (1000 * value.Count()) - (4 * Math.Sqrt(1000 * value.Count())), (1000 * value.Count()) + (4 * Math.Sqrt(1000 * value.Count())));
    }

    [Fact]
    public void The_mean_s_own_loop_and_the_general_one_agree_to_the_spread_of_chance()
    {
        var x = Draws.Exponential(1, "x", 30);
        foreach (var method in Enum.GetValues<BootstrapMethod>())
        {
            var own = Bootstrap.Mean(x, new(new Seed(3), 3999), method);
            var general = Bootstrap.Of("mean", x, values => Descriptive.Mean(values).Value, new(new Seed(4), 3999), method);
            Assert.Equal(own.Estimate.Value, general.Estimate.Value, 1e-12);
            Assert.Equal(own.IntervalAt()!.Value.Lower, general.IntervalAt()!.Value.Lower, 0.05);
            Assert.Equal(own.IntervalAt()!.Value.Upper, general.IntervalAt()!.Value.Upper, 0.05);
            Assert.Equal(own.StandardError.Value, general.StandardError.Value, 0.02);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var (x, y) = (Draws.Normal(1, "x", 400), Draws.Normal(1, "y", 300));
        bool[] positives = [.. Draws.Uniform(1, "p", 400).Select(u => u < 0.3)];
        Same(r => Bootstrap.Mean(x, r));
        Same(r => Bootstrap.Mean(x, r, BootstrapMethod.Studentized));
        Same(r => Bootstrap.MeanDifference(x, y, r));
        Same(r => Bootstrap.Auroc(x, positives, r));
        Same(r => Bootstrap.Of("median", x, v => Descriptive.Median(v).Value, r));

        static void Same(Func<Resampling, BootstrapResult> make)
        {
            var one = make(new(new Seed(8), 999, 1));
            foreach (var threads in new[] { 0, 2, 3 })
                Assert.Equal(one.Replicates, make(new(new Seed(8), 999, threads)).Replicates);
        }
    }

    [Fact]
    public void Areas_by_counts_are_the_areas_of_the_drawn_rows()
    {
        // Ties everywhere; every resample's area is computed again from its rows by definition.
        double[] scores = [.. Draws.Uniform(6, "s", 40).Select(u => Math.Floor(u * 7))];
        double[] others = [.. Draws.Uniform(6, "o", 40).Select(u => Math.Floor(u * 5))];
        bool[] positives = [.. Draws.Uniform(6, "p", 40).Select(u => u < 0.4)];
        var order = Ranking.Order(scores);
        var (ranking, other) = (Ranking.Of(scores, positives, order), Ranking.Of(others, positives, Ranking.Order(others), order));
        for (var resample = 0; resample < 200; resample++)
        {
            var counts = new int[40];
            foreach (var u in Draws.Uniform(resample, "rows", 40))
                counts[(int)(u * 40)]++;
            // Rows are numbered by the first ranking.
            int[] rows = [.. counts.SelectMany((count, position) => Enumerable.Repeat(order[position], count))];
            Assert.Equal(Area(rows, scores), ranking.Area(counts), 1e-12);
            Assert.Equal(Area(rows, others), other.Area(counts), 1e-12);
        }

        var without = ranking.AreasWithoutOne();
        for (var position = 0; position < 40; position++)
            Assert.Equal(Area([.. Enumerable.Range(0, 40).Where(row => row != order[position])], scores), without[position], 1e-12);

        double Area(int[] rows, double[] values) => (from a in rows where positives[a] from b in rows where !positives[b] select values[a] > values[b] ? 1 : values[a] == values[b] ? 0.5 : 0).Average();
    }

    [Fact]
    [Trait("Tier", "Slow")]
    public void Intervals_of_the_mean_cover_it_about_as_often_as_they_say()
    {
        // 400 normal samples of 25: 95 % intervals of the better methods cover 92.5 to 97.5 % at least (2.3 standard errors); percentiles fall a little short.
        var covered = new Dictionary<BootstrapMethod, int>();
        foreach (var method in Enum.GetValues<BootstrapMethod>())
        {
            covered[method] = 0;
            for (var seed = 0; seed < 400; seed++)
                covered[method] += Bootstrap.Mean(Draws.Normal(seed, "x", 25, 3), new(new Seed((ulong)seed), 499), method).IntervalAt()!.Value.Contains(3) ? 1 : 0;
        }

        Assert.InRange(covered[BootstrapMethod.Studentized], 368, 392);
        Assert.InRange(covered[BootstrapMethod.BCa], 360, 390);
        Assert.InRange(covered[BootstrapMethod.Percentile], 360, 390);
    }

    [Fact]
    public void Clusters_widen_the_interval_and_strata_narrow_it()
    {
        // Ten clusters of ten equal rows: as many units as clusters.
        var centers = Draws.Normal(4, "c", 10);
        double[] rows = [.. centers.SelectMany(c => Enumerable.Repeat(c, 10))];
        int[] cluster = [.. Enumerable.Range(0, 100).Select(i => i / 10)];
        var single = Bootstrap.Mean(rows, Resamples);
        var clustered = Bootstrap.Mean(rows, SamplingDesign.Clustered(cluster), Resamples);
        var stratified = Bootstrap.Mean(Array.ConvertAll(rows, v => v + 1e-3), SamplingDesign.Stratified(cluster), Resamples, BootstrapMethod.Percentile);
        Assert.InRange(clustered.StandardError.Value / single.StandardError.Value, 2.7, 3.6);
        Assert.Equal(10, clustered.Units);
        Assert.Equal("every resample gives the same value", stratified.Reason);
        ReferenceFile.Near(Bootstrap.Mean(centers, Resamples).StandardError.Value, clustered.StandardError.Value, "ten clusters are ten values", 0.05);
    }

    [Fact]
    public void The_test_inverts_the_interval()
    {
        var x = Draws.Exponential(7, "x", 40);
        foreach (var method in Enum.GetValues<BootstrapMethod>())
        {
            var result = Bootstrap.Mean(x, new(new Seed(1), 9999), method);
            var interval = result.IntervalAt(0.9)!.Value;
            Assert.Equal(0.1, result.Test(new(Margin: interval.Lower)).PValue.Value, 2e-3);
            Assert.Equal(0.1, result.Test(new(Margin: interval.Upper)).PValue.Value, 2e-3);
            Assert.Equal(0.05, result.Test(new(Alternative.Greater, interval.Lower)).PValue.Value, 1e-3);
            Assert.Equal(0.95, result.Test(new(Alternative.Less, interval.Lower)).PValue.Value, 1e-3);
            Assert.Equal(interval.Lower, result.IntervalAt(new Hypothesis(Alternative.Greater, Confidence: 0.95))!.Value.Lower, 1e-9);
            Assert.Equal(double.PositiveInfinity, result.Test(new(Alternative.Greater)).Interval!.Value.Upper);
        }
    }

    [Fact]
    public void What_cannot_be_resampled_says_why()
    {
        Assert.Equal("every resample gives the same value", Bootstrap.Mean([2, 2, 2], Resamples).Reason);
        Assert.Equal(2, Bootstrap.Mean([2, 2, 2], Resamples).Estimate.Value);
        Assert.Null(Bootstrap.Mean([2, 2, 2], Resamples).IntervalAt());
        Assert.Equal("resampling needs two values, the sample has 1", Bootstrap.Mean([2], Resamples).Reason);
        Assert.Equal("only positives occur", Bootstrap.Auroc([1, 2], [true, true], Resamples).Estimate.Reason);
        Assert.Equal("the sample is empty", Bootstrap.Auroc([], [], Resamples).Estimate.Reason);
        Assert.Equal("the statistic is undefined on the sample", Bootstrap.Of("nothing", [1, 2], _ => double.NaN, Resamples).Test().PValue.Reason);
        // One positive of three: a resample without it, or of it alone, has no area; those are counted.
        var scarce = Bootstrap.Auroc([1, 2, 3, 4], [false, true, false, false], Resamples, BootstrapMethod.Percentile);
        Assert.InRange(scarce.UndefinedResamples, 1999 * 0.28, 1999 * 0.36);
        Assert.Equal(1999, scarce.Resamples + scarce.UndefinedResamples);
        Assert.Equal(0, Bootstrap.Auroc([1, 2, 3, 4], [false, true, false, false], Resamples, BootstrapMethod.Percentile, true).UndefinedResamples);
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, double.NaN], Resamples));
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, 2], new Resampling(new Seed(1), 9)));
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, 2], new Resampling(new Seed(1), 10_000_001)));
        Assert.Throws<ArgumentException>(() => Bootstrap.Auroc([1, 2], [true], Resamples));
        Assert.Throws<ArgumentException>(() => Bootstrap.Of("x", SamplingDesign.Clustered([1, 1, 2]), _ => 1, Resamples, BootstrapMethod.Studentized));
        Assert.Throws<ArgumentException>(() => SamplingDesign.StratifiedClusters([1, 1], [0, 1]));
        Assert.Throws<ArgumentException>(() => SamplingDesign.OfRows(0));
    }
}
