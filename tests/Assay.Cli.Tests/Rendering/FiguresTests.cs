using Assay.Cli.Rendering;

namespace Assay.Cli.Tests.Rendering;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(-0.0, "0")]
    [InlineData(1234567, "1234567")]
    [InlineData(1.5e-9, "1.5e-09")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_have_six_digits_at_most(double value, string text) => Assert.Equal(text, Figures.Number(value));

    [Theory]
    [InlineData(0.0421, "42ms")]
    [InlineData(59.99, "59.9s")]
    [InlineData(61, "1min 01s")]
    [InlineData(3_660, "1h 01min")]
    [InlineData(90_000, "1d 01h")]
    public void Durations_have_two_units_at_most(double seconds, string text) => Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Sizes_are_in_powers_of_1024() => Assert.Equal("1.5 MiB", Figures.Size(1.5 * 1024 * 1024));
}
