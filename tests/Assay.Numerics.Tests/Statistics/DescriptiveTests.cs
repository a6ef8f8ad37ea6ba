using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class DescriptiveTests
{
    [Fact]
    public void Numbers_of_one_sample_are_numpy_s()
    {
        var reference = ReferenceFile.Read("descriptive");
        var sample = reference.Doubles("sample");
        ReferenceFile.Near(reference.Double("mean"), Descriptive.Mean(sample).Value, "mean");
        ReferenceFile.Near(reference.Double("sd"), Descriptive.StandardDeviation(sample).Value, "sample deviation");
        ReferenceFile.Near(reference.Double("population"), Descriptive.PopulationStandardDeviation(sample).Value, "population deviation");
        ReferenceFile.Near(reference.Double("median"), Descriptive.Median(sample).Value, "median");
        foreach (var row in reference.GetProperty("quantiles").EnumerateArray())
            ReferenceFile.Near(row[1].GetDouble(), Descriptive.Quantile(sample, row[0].GetDouble()).Value, "quantile");
    }

    [Fact]
    public void Undefined_is_not_zero()
    {
        Assert.Equal("the sample is empty", Descriptive.Mean([]).Reason);
        Assert.Equal("a spread needs two values, there is 1", Descriptive.StandardDeviation([3]).Reason);
        Assert.Equal(0, Descriptive.PopulationStandardDeviation([3]).Value);
        Assert.False(Descriptive.StandardError([3]).IsDefined);
        Assert.Equal(0, Descriptive.Variance([0.1, 0.1, 0.1]).Value);
        Assert.Contains("sample[2] is NaN", Assert.Throws<ArgumentException>(() => Descriptive.Mean([1, 2, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Descriptive.Quantile([1], 1.01));
    }

    [Fact]
    public void The_conservative_difference_is_one_bound_less_the_other()
    {
        var (x, y) = (Draws.Normal(1, "x", 10, 0.31, 0.003), Draws.Normal(1, "y", 10, 0.3, 0.003));
        var result = ConservativeDifference.Of(x, y, new(new Seed(17), 9999));
        Assert.Equal(result.First.IntervalAt()!.Value.Lower - result.Second.IntervalAt()!.Value.Upper, result.Lower.Value);
        Assert.Equal(result.First.IntervalAt()!.Value.Upper - result.Second.IntervalAt()!.Value.Lower, result.Upper.Value);
        Assert.Equal(x.Average() - y.Average(), result.Difference.Value, 1e-12);
        Assert.Equal(BootstrapMethod.Percentile, result.First.Method);
        // It is more careful than the interval of the difference itself.
        Assert.True(result.Lower.Value < Bootstrap.MeanDifference(x, y, new(new Seed(17), 9999)).IntervalAt()!.Value.Lower);
        Assert.Equal("every resample gives the same value", ConservativeDifference.Of([1, 1], y, new(new Seed(1), 99)).Lower.Reason);
    }

    [Fact]
    public void Pairs_of_seeds_are_as_many_units_as_seeds()
    {
        // Similarity of seeds i and j is the sum of what each brings: by the pairs alone the mean's error comes out far too small.
        var (narrow, wide, boot) = (0, 0, 0);
        for (var trial = 0; trial < 200; trial++)
        {
            var seeds = Draws.Normal(trial, "seeds", 8);
            double[] pairs = [.. Enumerable.Range(0, 8).SelectMany(i => Enumerable.Range(i + 1, 7 - i).Select(j => seeds[i] + seeds[j]))];
            narrow += TTest.Paired(pairs).Interval!.Value.Contains(0) ? 1 : 0;
            wide += PairwiseMean.Jackknife(pairs).Interval!.Value.Contains(0) ? 1 : 0;
            boot += PairwiseMean.OverUnits(pairs, new(new Seed((ulong)trial), 199)).IntervalAt()!.Value.Contains(0) ? 1 : 0;
        }

        Assert.InRange(narrow, 80, 165); // 40 to 83 % instead of 95.
        Assert.InRange(wide, 180, 199);
        Assert.InRange(boot, 165, 198);
        Assert.Equal("an error needs three units, there are 2", PairwiseMean.Jackknife([0.3]).StandardError.Reason);
        Assert.Equal("there is no pair", PairwiseMean.Jackknife([]).Value.Reason);
        Assert.Equal("leaving out any unit gives the same mean", PairwiseMean.Jackknife([1, 1, 1]).StandardError.Reason);
        Assert.Contains("2 numbers are not all pairs", Assert.Throws<ArgumentException>(() => PairwiseMean.Jackknife([1, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_sums_the_jackknife_over_seeds_is_exact()
    {
        // Mean of (s_i + s_j) is twice the mean of s: its error is twice s / √k, to the last digit.
        var seeds = Draws.Normal(3, "seeds", 6);
        double[] pairs = [.. Enumerable.Range(0, 6).SelectMany(i => Enumerable.Range(i + 1, 5 - i).Select(j => seeds[i] + seeds[j]))];
        ReferenceFile.Near(2 * Descriptive.StandardError(seeds).Value, PairwiseMean.Jackknife(pairs).StandardError.Value, "error");
    }
}
