using Assay.Foundation.Randomness;
using Assay.Statistics;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Statistics;

public sealed class PermutationTests
{
    private static readonly Resampling Resamples = new(new Seed(5));

    [Fact]
    public void Sign_flips_of_few_units_are_all_of_them()
    {
        foreach (var row in ReferenceFile.Read("signFlips").EnumerateArray())
        {
            var d = row.Doubles("differences");
            int[] clusters = [.. row.Doubles("clusters").Select(v => (int)v)];
            foreach (var (alternative, key) in new[] { (Alternative.TwoSided, "twoSided"), (Alternative.Greater, "greater"), (Alternative.Less, "less") })
            {
                var result = Permutation.Paired(d, Resamples, new(alternative), clusters);
                ReferenceFile.Near(row.Double(key), result.PValue.Value, $"{d.Length} pairs, {key}");
                Assert.Equal(d.Average(), result.Effect.Value, 1e-12);
                Assert.Equal(clusters.Length == 0 ? d.Length : clusters.Distinct().Count(), result.FirstCount);
            }
        }
    }

    [Fact]
    public void Relabelings_of_few_units_are_scipy_s()
    {
        foreach (var row in ReferenceFile.Read("relabelings").EnumerateArray())
        {
            foreach (var alternative in Enum.GetValues<Alternative>())
            {
                var result = Permutation.Independent(row.Doubles("first"), row.Doubles("second"), Resamples, new(alternative));
                ReferenceFile.Near(row.Double(alternative.ToString()), result.PValue.Value, $"{result.FirstCount} and {result.SecondCount}, {alternative}");
                Assert.StartsWith("exact", result.Note, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Random_flips_come_near_to_all_of_them()
    {
        var d = Draws.Normal(1, "d", 30, 0.3);
        var exact = Permutation.Paired(d, Resamples).PValue.Value;
        // Each difference twice, in clusters of two, is the same test. Sixty clusters' worth of rows go beyond what is counted exactly.
        double[] twice = [.. d, .. d];
        int[] clusters = [.. Enumerable.Range(0, 60).Select(i => i % 30)];
        Assert.Equal(exact, Permutation.Paired(twice, Resamples, null, clusters).PValue.Value, 1e-12);
        var many = Draws.Normal(1, "d", 40, 0.3);
        var random = Permutation.Paired(many, new(new Seed(1), 99_999)).PValue.Value;
        Assert.Equal(TTest.Paired(many).PValue.Value, random, 0.01);
        Assert.StartsWith("99999 random", Permutation.Paired(many, new(new Seed(1), 99_999)).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var (x, y) = (Draws.Normal(2, "x", 300), Draws.Normal(2, "y", 250));
        var pairs = Enumerable.Range(1, 4).Select(threads => Permutation.Paired(x, new(new Seed(9), 2000, threads))).Select(r => (r.PValue, r.Interval)).Distinct();
        Assert.Single(pairs);
        var samples = Enumerable.Range(1, 4).Select(threads => Permutation.Independent(x, y, new(new Seed(9), 2000, threads))).Select(r => (r.PValue, r.Interval)).Distinct();
        Assert.Single(samples);
    }

    [Fact]
    public void The_interval_holds_the_margins_that_the_test_does_not_reject() =>
        Prop.ForAll(Gen.Choose(1, 500).ToArbitrary(), seed =>
        {
            var (x, y) = (Draws.Normal(seed, "x", 8, 0.5), Draws.Normal(seed, "y", 6));
            return Holds(margin => Permutation.Paired(x, Resamples, new(Margin: margin)))
                && Holds(margin => Permutation.Independent(x, y, Resamples, new(Margin: margin)))
                && Holds(margin => Permutation.Paired(x, Resamples, new(Margin: margin), [0, 0, 1, 2, 3, 4, 5, 6]))
                && Holds(margin => Permutation.Independent(x, y, Resamples, new(Margin: margin), [0, 0, 1, 2, 3, 4, 5, 6], [0, 1, 1, 2, 3, 4]));

            static bool Holds(Func<double, Assay.Statistics.TestResult> test)
            {
                const double Step = 1e-6;
                var interval = test(0).Interval!.Value;
                return test(interval.Lower + Step).PValue.Value > 0.05 && test(interval.Lower - Step).PValue.Value <= 0.05
                    && test(interval.Upper - Step).PValue.Value > 0.05 && test(interval.Upper + Step).PValue.Value <= 0.05;
            }
        }).Holds(30);

    [Fact]
    [Trait("Tier", "Slow")]
    public void Under_the_null_hypothesis_a_p_below_the_level_is_as_rare_as_the_level()
    {
        // 600 samples of skewless noise: at 10 % between 6 % and 14 % (four standard errors) may be rejected.
        var (paired, independent) = (0, 0);
        for (var seed = 0; seed < 600; seed++)
        {
            var x = Draws.Uniform(seed, "x", 12);
            paired += Permutation.Paired(Array.ConvertAll(x, v => v - 0.5), new(new Seed((ulong)seed), 199)).PValue.Value <= 0.1 ? 1 : 0;
            independent += Permutation.Independent(x.AsSpan(0, 5), x.AsSpan(5), new(new Seed((ulong)seed), 199)).PValue.Value <= 0.1 ? 1 : 0;
        }

        Assert.InRange(paired, 36, 84);
        Assert.InRange(independent, 36, 84);
    }

    [Fact]
    public void Clusters_of_equal_rows_weigh_as_one()
    {
        // Twenty rows of four seeds: flipping rows finds what flipping seeds cannot, with four units.
        double[] rows = [.. new[] { 0.1, 0.3, 0.2, 0.25 }.SelectMany(v => Enumerable.Repeat(v, 5))];
        int[] seeds = [.. Enumerable.Range(0, 20).Select(i => i / 5)];
        Assert.True(Permutation.Paired(rows, Resamples).PValue.Value < 1e-5);
        var clustered = Permutation.Paired(rows, Resamples, null, seeds);
        Assert.Equal(0.125, clustered.PValue.Value);
        Assert.Equal(new Interval(double.NegativeInfinity, double.PositiveInfinity, 0.95), clustered.Interval);
    }

    [Fact]
    public void Too_few_units_are_undefined_and_bad_input_is_refused()
    {
        Assert.Equal("the test needs two independent units, there is 1", Permutation.Paired([1, 2], Resamples, null, [3, 3]).PValue.Reason);
        Assert.Equal("the first sample is empty", Permutation.Independent([], [1, 2], Resamples).PValue.Reason);
        Assert.Equal("the test needs three independent units, there are 2", Permutation.Independent([1], [2], Resamples).PValue.Reason);
        Assert.Equal(1, Permutation.Paired([0, 0, 0], Resamples).PValue.Value);
        Assert.Throws<ArgumentException>(() => Permutation.Paired([1, double.NaN], Resamples));
        Assert.Throws<ArgumentException>(() => Permutation.Paired([1, 2], Resamples, null, [1]));
        Assert.Throws<ArgumentException>(() => Permutation.Paired([1, 2], [1], Resamples));
        Assert.Throws<ArgumentException>(() => Permutation.Paired([1, 2], new Resampling(new Seed(1), 10)));
    }
}
