using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

/// <summary>Reference: scipy 1.10.1, stats.ttest_ind_from_stats, stats.t.interval and stats.norm; the script is bench/reference/summaries.py.</summary>
public sealed class SummaryTestTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(0.301716, 0.0009, 10, 0.298829, 0.0011, 10, 17.32081879068013, 5.760101892943857e-06, 2.8800509464719285e-06, 0.001940091993298824, 0.003833908006701122)]
    [InlineData(5.0, 1.2, 4, 3.0, 0.7, 25, 3.334323809958687, 0.04095548657604821, 0.020477743288024104, 0.14590316024409855, 3.8540968397559014)]
    [InlineData(0.1, 0.02, 6, 0.3, 0.05, 3, 2.326843281200128, 0.014549494716245935, 0.992725252641877, -0.3131706099249485, -0.08682939007505144)]
    public void Two_summaries_give_Welch_s_test(double m1, double sd1, int n1, double m2, double sd2, int n2, double df, double p, double greater, double low, double high)
    {
        var (error, degrees) = SummaryTest.Difference(sd1 / Math.Sqrt(n1), n1 - 1, sd2 / Math.Sqrt(n2), n2 - 1);
        Assert.Equal(df, degrees!.Value, Tolerance);
        var result = SummaryTest.Of(m1 - m2, error, degrees, first: n1, second: n2);
        Assert.Equal(p, result.PValue.Value, Tolerance);
        Assert.Equal((low, high), (result.Interval!.Value.Lower, result.Interval.Value.Upper), Near);
        Assert.Equal(greater, SummaryTest.Of(m1 - m2, error, degrees, new Hypothesis(Alternative.Greater)).PValue.Value, Tolerance);
        Assert.Equal((n1, n2), (result.FirstCount, result.SecondCount));
    }

    [Theory]
    [InlineData(0.02, 0.01, 0.0, 0.04550026389635839, 0.022750131948179195, 0.9772498680518208, -0.005758293035489005, 0.045758293035489006)]
    [InlineData(0.02, 0.01, 0.005, 0.13361440253771614, 0.06680720126885807, 0.9331927987311419, -0.005758293035489005, 0.045758293035489006)]
    [InlineData(-0.3, 0.2, 0.1, 0.04550026389635839, 0.9772498680518208, 0.022750131948179195, -0.81516586070978, 0.2151658607097801)]
    public void Without_degrees_of_freedom_it_is_the_normal_test(double effect, double error, double margin, double twoSided, double greater, double less, double low, double high)
    {
        double P(Alternative alternative) => SummaryTest.Of(effect, error, null, new Hypothesis(alternative, margin)).PValue.Value;
        Assert.Equal((twoSided, greater), (P(Alternative.TwoSided), P(Alternative.Greater)), Near);
        Assert.Equal(less, P(Alternative.Less), Tolerance);
        var interval = SummaryTest.Of(effect, error, null, new Hypothesis(Alternative.TwoSided, margin, 0.99)).Interval!.Value;
        Assert.Equal((low, high), (interval.Lower, interval.Upper), Near);
    }

    [Fact]
    public void One_side_without_degrees_of_freedom_leaves_those_of_the_other() =>
        Assert.Equal((Math.Sqrt(2), 16.0), SummaryTest.Difference(1, 4, 1, null), Near2);

    [Fact]
    public void An_error_of_0_gives_no_test_and_nonsense_is_refused()
    {
        Assert.Equal("the stated error is 0", SummaryTest.Of(1, 0).PValue.Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => SummaryTest.Of(1, -1));
        Assert.ThrowsAny<ArgumentException>(() => SummaryTest.Of(double.NaN, 1));
        Assert.ThrowsAny<ArgumentException>(() => SummaryTest.Of(1, double.PositiveInfinity));
        Assert.ThrowsAny<ArgumentException>(() => SummaryTest.Of(1, 1, 0));
        Assert.ThrowsAny<ArgumentException>(() => SummaryTest.NormalQuantile(1));
    }

    private static IEqualityComparer<(double, double)> Near { get; } = EqualityComparer<(double, double)>.Create((a, b) => Math.Abs(a.Item1 - b.Item1) < Tolerance && Math.Abs(a.Item2 - b.Item2) < Tolerance, _ => 0);

    private static IEqualityComparer<(double, double?)> Near2 { get; } =
        EqualityComparer<(double, double?)>.Create((a, b) => Math.Abs(a.Item1 - b.Item1) < Tolerance && Math.Abs(a.Item2!.Value - b.Item2!.Value) < Tolerance, _ => 0);
}
