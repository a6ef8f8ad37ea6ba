using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class EffectAndPowerTests
{
    [Fact]
    public void Effect_sizes_are_their_formulas()
    {
        var reference = ReferenceFile.Read("effects");
        var (x, y) = (reference.Doubles("first"), reference.Doubles("second"));
        ReferenceFile.Near(reference.Double("d"), EffectSize.CohenD(x, y).Value, "d");
        ReferenceFile.Near(reference.Double("g"), EffectSize.HedgesG(x, y).Value, "g");
        ReferenceFile.Near(reference.Double("delta"), EffectSize.CliffDelta(x, y).Value, "delta");
        ReferenceFile.Near(reference.Double("h"), EffectSize.CohenH(0.7, 0.55), "h");
        Assert.Equal(-EffectSize.CliffDelta(x, y).Value, EffectSize.CliffDelta(y, x).Value, 1e-15);
        Assert.Equal(1, EffectSize.RankBiserial([0.1, 2, 3]).Value);
        Assert.Equal("both samples are constant", EffectSize.CohenD([1, 1], [2, 2]).Reason);
        Assert.Equal("both samples are constant", EffectSize.HedgesG([1, 1], [2, 2]).Reason);
        Assert.Equal("the first sample is empty", EffectSize.CliffDelta([], [2, 2]).Reason);
        Assert.Throws<ArgumentException>(() => EffectSize.CohenH(1.1, 0.5));
    }

    [Fact]
    public void Power_is_statsmodels()
    {
        foreach (var row in ReferenceFile.Read("power").EnumerateArray())
        {
            var actual = Power.OfMeans(row.Double("d"), (int)row.Double("first"), (int)row.Double("second"), 0.05, row.Named<Alternative>("alternative"));
            Assert.Equal(row.Double("power"), actual, 1e-9);
        }

        foreach (var row in ReferenceFile.Read("pairedPower").EnumerateArray())
            Assert.Equal(row[2].GetDouble(), Power.OfPairs(row[0].GetDouble(), row[1].GetInt32()), 1e-9);
        foreach (var row in ReferenceFile.Read("runs").EnumerateArray())
        {
            Assert.Equal(row[1].GetDouble(), Power.RunsForMeans(row[0].GetDouble()).Value);
            Assert.Equal(row[2].GetDouble(), Power.PairsForMean(row[0].GetDouble()).Value);
        }

        foreach (var row in ReferenceFile.Read("trials").EnumerateArray())
            Assert.Equal(Math.Ceiling(row[2].GetDouble()), Power.TrialsForProportions(row[0].GetDouble(), row[1].GetDouble()).Value);
    }

    [Fact]
    public void Power_without_effect_is_the_level_and_grows_with_runs()
    {
        Assert.Equal(0.05, Power.OfMeans(0, 10, 10), 1e-9);
        Assert.True(Power.OfMeans(0.5, 20, 20) < Power.OfMeans(0.5, 21, 21));
        Assert.Equal(1, Power.OfMeans(50, 100, 100), 1e-12);
        Assert.Equal(1, Power.OfMeans(-50, 100, 100, alternative: Alternative.Less), 1e-12);
    }

    [Fact]
    public void Runs_still_needed_are_those_beyond_the_runs_there_are()
    {
        double[] x = [1.1, 1.3, 0.9, 1.2], y = [1.0, 1.2, 0.9, 1.0];
        var d = EffectSize.CohenD(x, y).Value;
        Assert.Equal(Power.RunsForMeans(d).Value - 4, Power.RunsStillNeeded(x, y).Value);
        Assert.Equal(0, Power.RunsStillNeeded([10, 10.1, 10.2], [0, 0.1, 0.2]).Value);
        Assert.Equal("the effect points the other way", Power.RunsStillNeeded(y, x, new(Alternative.Greater)).Reason);
        Assert.Equal("there is no effect to be seen", Power.RunsStillNeeded([1, 2], [1, 2]).Reason);
        Assert.Equal("the effect points the other way", Power.PairsStillNeeded([0.1, 0.2, 0.15], new(Alternative.Greater, Margin: 0.5)).Reason);
        Assert.Equal("all differences are equal", Power.PairsStillNeeded([0.1, 0.1]).Reason);
        Assert.Equal("more than 10000000 would be needed", Power.RunsForMeans(1e-6).Reason);
        Assert.Throws<ArgumentException>(() => Power.RunsForMeans(double.NaN));
        Assert.Throws<ArgumentException>(() => Power.OfMeans(0.5, 1, 10));
        Assert.Throws<ArgumentException>(() => Power.RunsForMeans(0.5, 1));
    }
}
