using Assay.Tuning.Samplers.GaussianProcess;
using static Assay.Tests.Tuning.Samplers.GaussianProcess.GaussianProcessReference;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class LogExpectedImprovementTests
{
    // Near z = -50 the difference 1 - t R(t) has lost a factor of 2500; at the logarithm's zero only the absolute error counts.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Values_and_slopes_are_those_of_60_digits()
    {
        foreach (var item in Section("log_improvement").EnumerateArray())
        {
            var (value, slope) = LogExpectedImprovement.Of(item.Double("z"));
            Assert.Equal(item.Double("value"), value, Tolerance * Math.Max(1, Math.Abs(item.Double("value"))));
            Assert.Equal(item.Double("slope"), slope, 10 * Tolerance * Math.Max(1, item.Double("slope")));
        }
    }

    [Fact]
    public void It_grows_everywhere_far_out_too()
    {
        var before = double.NegativeInfinity;
        for (var z = -1e6; z < 40; z = z < -30 ? z * 0.99 : z + 0.01)
        {
            var (value, slope) = LogExpectedImprovement.Of(z);
            Assert.True(value > before && slope > 0, FormattableString.Invariant($"at {z}"));
            before = value;
        }
    }
}
