using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class TTestTests
{
    [Fact]
    public void Welch_is_scipy_s_with_margins_and_sides()
    {
        foreach (var row in ReferenceFile.Read("welch").EnumerateArray())
        {
            var hypothesis = new Hypothesis(row.Named<Alternative>("alternative"), row.Double("margin"));
            var result = TTest.Welch(row.Doubles("first"), row.Doubles("second"), hypothesis);
            ReferenceFile.Near(row.Double("t"), result.Statistic.Value, "t");
            ReferenceFile.Near(row.Double("p"), result.PValue.Value, "p");
            ReferenceFile.Near(row.Double("df"), result.DegreesOfFreedom.Value, "degrees of freedom");
            ReferenceFile.Near(row.Double("effect"), result.Effect.Value, "effect");
            ReferenceFile.Near(row.Double("d"), result.StandardizedEffect.Value, "d");
            var (low, high) = (row.Double("effect") - row.Double("reach"), row.Double("effect") + row.Double("reach"));
            Assert.Equal(hypothesis.Alternative == Alternative.Less ? double.NegativeInfinity : low, result.Interval!.Value.Lower, 1e-9);
            Assert.Equal(hypothesis.Alternative == Alternative.Greater ? double.PositiveInfinity : high, result.Interval!.Value.Upper, 1e-9);
            Assert.Equal(row.Doubles("first").Length + row.Doubles("second").Length, result.Count);
        }
    }

    [Fact]
    public void Paired_t_is_scipy_s()
    {
        foreach (var row in ReferenceFile.Read("pairedT").EnumerateArray())
        {
            var result = TTest.Paired(row.Doubles("differences"), new(row.Named<Alternative>("alternative")));
            ReferenceFile.Near(row.Double("t"), result.Statistic.Value, "t");
            ReferenceFile.Near(row.Double("p"), result.PValue.Value, "p");
            ReferenceFile.Near(row.Double("low"), result.Interval!.Value.Lower, "lower");
            ReferenceFile.Near(row.Double("high"), result.Interval!.Value.Upper, "upper");
        }
    }

    [Fact]
    public void The_corrected_resampled_t_is_the_formula_s()
    {
        foreach (var row in ReferenceFile.Read("correctedT").EnumerateArray())
        {
            var result = TTest.CorrectedResampled(row.Doubles("differences"), (int)row.Double("train"), (int)row.Double("test"));
            ReferenceFile.Near(row.Double("t"), result.Statistic.Value, "t");
            ReferenceFile.Near(row.Double("p"), result.PValue.Value, "p");
        }
    }

    [Fact]
    public void Folds_and_seeds_seem_significant_to_the_plain_test_and_not_to_the_corrected_one()
    {
        // 25 evaluations that share what their five folds happen to be: the folds' part of the difference is counted five times by the plain test.
        var folds = Draws.Normal(3, "folds", 5, 0.006, 0.01);
        var noise = Draws.Normal(3, "noise", 25, 0, 0.004);
        double[] differences = [.. noise.Select((value, index) => folds[index / 5] + value)];
        Assert.True(TTest.Paired(differences).PValue.Value < 0.05);
        Assert.True(TTest.CorrectedResampled(differences, 80, 20).PValue.Value > 0.05);
    }

    [Fact]
    public void What_has_no_spread_or_too_few_values_is_undefined_and_keeps_its_effect()
    {
        Assert.Equal("both samples are constant", TTest.Welch([2, 2], [1, 1]).PValue.Reason);
        Assert.Equal(1, TTest.Welch([2, 2], [1, 1]).Effect.Value);
        Assert.Equal("each sample needs two values, there are 1 and 3", TTest.Welch([1], [1, 2, 3]).Statistic.Reason);
        Assert.Equal("all differences are equal", TTest.Paired([0.1, 0.1]).PValue.Reason);
        Assert.Equal("the test needs two pairs, there is 1", TTest.Paired([0.1]).PValue.Reason);
        Assert.Null(TTest.Paired([0.1]).Interval);
        Assert.Throws<ArgumentException>(() => TTest.CorrectedResampled([1, 2], 0, 5));
        Assert.Throws<ArgumentException>(() => TTest.Welch([1, double.NaN], [1, 2]));
    }

    [Fact]
    public void Welch_holds_near_the_ends_of_the_range_of_doubles()
    {
        // One sample is constant, so that the other's n − 1 degrees of freedom remain, however large its squares.
        var large = TTest.Welch([0, 0], [1e99, -1e99]);
        Assert.Equal(1, large.DegreesOfFreedom!.Value, 1e-12);
        Assert.InRange(large.PValue.Value, 0, 1);
        Assert.False(TTest.Welch([0, 0], [1e308, -1e308]).PValue.IsDefined);
    }
}
