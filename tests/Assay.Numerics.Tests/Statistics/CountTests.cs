using Assay.Statistics;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Statistics;

public sealed class CountTests
{
    [Fact]
    public void Intervals_of_proportions_are_statsmodels()
    {
        foreach (var row in ReferenceFile.Read("proportions").EnumerateArray())
        {
            var v = row.Doubles();
            var (wilson, exact) = (Proportion.Wilson((int)v[0], (int)v[1], v[2]), Proportion.ClopperPearson((int)v[0], (int)v[1], v[2]));
            Assert.Equal(v[3], wilson.Lower, 1e-10);
            Assert.Equal(v[4], wilson.Upper, 1e-10);
            Assert.Equal(v[5], exact.Lower, 1e-10);
            Assert.Equal(v[6], exact.Upper, 1e-10);
        }

        // Six of seven: "85.7 % precision" is anything from a half to all.
        Assert.Equal(0.487, Proportion.Wilson(6, 7).Lower, 1e-3);
        Assert.Equal(0.974, Proportion.Wilson(6, 7).Upper, 1e-3);
        Assert.Equal(new Assay.Statistics.Interval(0, 1, 0.95), Proportion.Wilson(0, 0));
        Assert.Equal(new Assay.Statistics.Interval(0, 1, 0.95), Proportion.ClopperPearson(0, 0));
        Assert.Throws<ArgumentException>(() => Proportion.Wilson(8, 7));
        Assert.Throws<ArgumentException>(() => Proportion.ClopperPearson(-1, 7));
    }

    [Fact]
    public void The_exact_interval_covers_at_least_as_often_as_it_says() =>
        Prop.ForAll(Gen.Choose(1, 30).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (trials, percent) =>
        {
            var p = percent / 100.0;
            var covered = Enumerable.Range(0, trials + 1).Where(k => Proportion.ClopperPearson(k, trials).Contains(p))
                .Sum(k => Distributions.BinomialAtMost(k, trials, p) - Distributions.BinomialAtMost(k - 1, trials, p));
            return covered >= 0.95 - 1e-9;
        }).Holds(60);

    [Fact]
    public void McNemar_is_statsmodels_exact_and_approximate()
    {
        foreach (var row in ReferenceFile.Read("mcnemar").EnumerateArray())
        {
            var (b, c) = ((int)row.Double("b"), (int)row.Double("c"));
            ReferenceFile.Near(row.Double("exact"), McNemar.Test(b, c, 200).PValue.Value, $"{b} and {c}");
            ReferenceFile.Near(row.Double("greater"), McNemar.Test(b, c, 200, new(Alternative.Greater)).PValue.Value, $"{b} and {c}, greater");
            var normal = McNemar.Test(b, c, 200, distribution: NullDistribution.Normal);
            Assert.Equal(Math.Abs(b - c) >= 1 ? row.Double("chi") : 0, normal.Statistic.Value, 1e-12);
            if (b != c)
                ReferenceFile.Near(row.Double("normal"), normal.PValue.Value, $"{b} and {c}, χ²");
            Assert.Equal((b - c) / 200.0, normal.Effect.Value, 1e-15);
        }

        Assert.Equal(McNemar.Test(1, 2, 4).PValue, McNemar.Test([true, false, false, true], [false, true, true, true]).PValue);
        Assert.Equal("both models are right on the same rows", McNemar.Test([true, false], [true, false]).PValue.Reason);
        Assert.Equal("there is no row", McNemar.Test([], []).Effect.Reason);
        Assert.Throws<ArgumentException>(() => McNemar.Test(5, 5, 9));
        Assert.Throws<ArgumentException>(() => McNemar.Test(5, 4, 9, new(Margin: 0.1)));
    }
}
