using Assay.Learning.Kernels;

namespace Assay.Learning.Tests.Kernels;

public sealed class SimdWidthsTests
{
    [Fact]
    public void Every_machine_runs_128_bits_and_its_best_is_one_that_it_runs()
    {
        Assert.Equal(SimdWidth.Bits128, SimdWidths.Supported[0]);
        Assert.Contains(SimdWidths.Best, SimdWidths.Supported);
        Assert.Equal(SimdWidths.Supported.Order(), SimdWidths.Supported);
        Assert.All(SimdWidths.Supported, SimdWidths.Require);
    }

    [Fact]
    public void A_width_that_the_machine_lacks_is_refused_with_those_it_has()
    {
        var message = Assert.Throws<ArgumentException>(() => SimdWidths.Require((SimdWidth)1024)).Message;
        Assert.Contains("1024 bits", message, StringComparison.Ordinal);
        Assert.Contains("128", message, StringComparison.Ordinal);
    }
}
