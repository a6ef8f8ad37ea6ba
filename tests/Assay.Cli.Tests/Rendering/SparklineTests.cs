using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Tests.Rendering;

public sealed class SparklineTests
{
    [Fact]
    public void A_ramp_climbs_from_the_lowest_to_the_highest_block() => Assert.Equal("▁▂▃▄▅▆▇█", Draw(8, 0, 1, 2, 3, 4, 5, 6, 7));

    [Fact]
    public void NaN_and_undefined_leave_gaps() =>
        Assert.Equal("▁ █ ▁", Sparkline.Draw([0, double.NaN, 1, MetricValue.Undefined("one class"), 0], 8));

    [Fact]
    public void A_constant_is_neither_low_nor_high() => Assert.Equal("▄▄▄", Draw(8, 3, 3, 3));

    [Fact]
    public void Infinities_stand_at_the_edges_and_do_not_flatten_the_rest() =>
        Assert.Equal("█▁█▁", Draw(8, double.PositiveInfinity, 0, 1, double.NegativeInfinity));

    [Fact]
    public void A_spike_of_one_value_in_a_million_is_seen()
    {
        var values = new MetricValue[1_000_000];
        Array.Fill(values, MetricValue.Of(0));
        values[654_321] = MetricValue.Of(1);
        var drawn = Sparkline.Draw(values, 40);
        Assert.Equal(40, drawn.Length);
        Assert.Equal('█', Assert.Single(drawn, c => c != '▁'));
    }

    [Fact]
    public void Huge_values_of_opposite_sign_do_not_overflow() => Assert.Equal("▁▅█", Draw(8, double.MinValue, 0, double.MaxValue));

    [Fact]
    public void Nothing_but_gaps_is_blank() => Assert.Equal("  ", Draw(8, double.NaN, double.NaN));

    private static string Draw(int columns, params double[] values) => Sparkline.Draw([.. values.Select(MetricValue.Of)], columns);
}
