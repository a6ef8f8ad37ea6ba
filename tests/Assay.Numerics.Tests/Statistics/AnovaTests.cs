using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class AnovaTests
{
    [Fact]
    public void One_way_is_scipy_s()
    {
        var reference = ReferenceFile.Read("oneWay");
        var rows = Anova.OneWay([.. reference.GetProperty("groups").EnumerateArray().Select(group => group.Doubles())]);
        ReferenceFile.Near(reference.Double("f"), rows[0].F.Value, "F");
        ReferenceFile.Near(reference.Double("p"), rows[0].PValue.Value, "p");
        Assert.Equal(["groups", "residual"], rows.Select(row => row.Source));
    }

    [Fact]
    public void Two_groups_are_the_pooled_t_squared_and_a_shift_changes_nothing()
    {
        var (x, y) = (Draws.Normal(1, "x", 9), Draws.Normal(1, "y", 9, 0.5));
        // Equal sizes: Welch's t is the pooled one.
        var f = Anova.OneWay([x, y])[0].F.Value;
        ReferenceFile.Near(Math.Pow(TTest.Welch(x, y).Statistic.Value, 2), f, "t²");
        ReferenceFile.Near(f, Anova.OneWay([Array.ConvertAll(x, v => v + 5), Array.ConvertAll(y, v => v + 5)])[0].F.Value, "shifted");
    }

    [Fact]
    public void Two_way_is_statsmodels_type_two_balanced_or_not()
    {
        foreach (var reference in ReferenceFile.Read("twoWay").EnumerateArray())
        {
            int[] a = [.. reference.Doubles("a").Select(v => (int)v)], b = [.. reference.Doubles("b").Select(v => (int)v)];
            var rows = Anova.TwoWay(reference.Doubles("y"), a, b, reference.GetProperty("interaction").GetBoolean());
            Assert.Equal(reference.Doubles("degrees"), rows.Select(row => (double)row.DegreesOfFreedom));
            for (var index = 0; index < rows.Count; index++)
                ReferenceFile.Near(reference.Doubles("squares")[index], rows[index].SumOfSquares, rows[index].Source, 1e-8);
            for (var index = 0; index < rows.Count - 1; index++)
            {
                ReferenceFile.Near(reference.Doubles("f")[index], rows[index].F.Value, rows[index].Source, 1e-8);
                ReferenceFile.Near(reference.Doubles("p")[index], rows[index].PValue.Value, rows[index].Source, 1e-8);
            }
        }
    }

    [Fact]
    public void What_cannot_be_told_is_undefined()
    {
        Assert.Equal("no degrees of freedom are left for the residual", Anova.OneWay([[1], [2]])[0].F.Reason);
        Assert.Equal("the residual is 0", Anova.OneWay([[1, 1], [2, 2]])[0].F.Reason);
        // The second factor is the first under another name.
        Assert.Equal("the other factor determines this one's levels", Anova.TwoWay([1, 2, 3, 4], [0, 0, 1, 1], [5, 5, 6, 6])[0].F.Reason);
        Assert.Equal("no degrees of freedom are left for the residual", Anova.TwoWay([1, 2, 3, 5], [0, 0, 1, 1], [0, 1, 0, 1])[2].F.Reason);
        Assert.True(Anova.TwoWay([1, 2, 3, 5], [0, 0, 1, 1], [0, 1, 0, 1], interaction: false)[0].F.IsDefined);
        Assert.Throws<ArgumentException>(() => Anova.OneWay([[1, 2], []]));
        Assert.Throws<ArgumentException>(() => Anova.OneWay([[1, 2]]));
        Assert.Throws<ArgumentException>(() => Anova.TwoWay([1, 2], [0], [0, 1]));
    }
}
