using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class DistributionsTests
{
    [Theory]
    [InlineData("normalAbove")]
    [InlineData("normalQuantile")]
    [InlineData("studentAbove")]
    [InlineData("studentQuantile")]
    [InlineData("fisherAbove")]
    [InlineData("chiSquaredAbove")]
    [InlineData("betaQuantile")]
    [InlineData("binomialAtMost")]
    [InlineData("noncentralStudentBelow")]
    public void Tails_and_quantiles_are_scipy_s(string name)
    {
        foreach (var row in ReferenceFile.Read("distributions").GetProperty(name).EnumerateArray())
        {
            var v = row.Doubles();
            var actual = name switch
            {
                "normalAbove" => Distributions.NormalAbove(v[0]),
                "normalQuantile" => Distributions.NormalQuantile(v[0]),
                "studentAbove" => Distributions.StudentAbove(v[0], v[1]),
                "studentQuantile" => Distributions.StudentQuantile(v[0], v[1]),
                "fisherAbove" => Distributions.FisherAbove(v[0], v[1], v[2]),
                "chiSquaredAbove" => Distributions.ChiSquaredAbove(v[0], v[1]),
                "betaQuantile" => Distributions.BetaQuantile(v[0], v[1], v[2]),
                "binomialAtMost" => Distributions.BinomialAtMost((int)v[0], (int)v[1], v[2]),
                _ => Distributions.NoncentralStudentBelow(v[0], v[1], v[2]),
            };
            ReferenceFile.Near(v[^1], actual, $"{name}({string.Join(", ", v[..^1])})");
        }
    }

    [Fact]
    public void The_normal_s_two_tails_make_one()
    {
        foreach (var z in new[] { -8, -1.3, 0, 0.2, 4 })
        {
            ReferenceFile.Near(Distributions.NormalAbove(z), Distributions.NormalBelow(-z), "mirror");
            Assert.Equal(z, Distributions.NormalQuantile(Distributions.NormalBelow(z)), 1e-12);
        }
    }
}
