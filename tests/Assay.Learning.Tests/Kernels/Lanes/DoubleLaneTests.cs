using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Tests.Kernels.Lanes;

public sealed unsafe class DoubleLaneTests
{
    // mpmath 1.x: mp.dps = 40; mp.nstr(mp.erf(mp.mpf(x)), 20) of the double nearest x. Every branch and its borders.
    public static TheoryData<double, double> ErrorFunctionValues => new()
    {
        { 1e-300, 1.1283791670955126022e-300 },
        { 1e-20, 1.1283791670955125120e-20 },
        { 1e-08, 1.1283791670955125599e-8 },
        { 0.001, 0.0011283787909692364034 },
        { 0.1, 0.11246291601828489840 },
        { 0.25, 0.27632639016823693299 },
        { 0.5, 0.52049987781304653768 },
        { 0.75, 0.71115563365351513160 },
        { 0.84, 0.76514271145499451734 },
        { 0.84375, 0.76722566123234163346 },
        { 0.85, 0.77066805760835252021 },
        { 1.0, 0.84270079294971486934 },
        { 1.2, 0.91031397822963536837 },
        { 1.25, 0.92290012825645823014 },
        { 1.3, 0.93400794494065244585 },
        { 1.5, 0.96610514647531072707 },
        { 1.75, 0.98667167121918244377 },
        { 2.0, 0.99532226501895273416 },
        { 2.25, 0.99853728341331884830 },
        { 2.5, 0.99959304798255504106 },
        { 2.75, 0.99989937807788036316 },
        { 2.85, 0.99994434372003860104 },
        { 2.86, 0.99994759882695560220 },
        { 3.0, 0.99997790950300141456 },
        { 3.5, 0.99999925690162765859 },
        { 4.0, 0.99999998458274209972 },
        { 4.5, 0.99999999980338395585 },
        { 5.0, 0.99999999999846254021 },
        { 5.5, 0.99999999999999264215 },
        { 5.9, 0.99999999999999992810 },
    };

    [Theory]
    [MemberData(nameof(ErrorFunctionValues))]
    public void Erf_is_that_of_forty_digits(double x, double expected)
    {
        Assert.Equal(expected, ErrorFunction.Erf(x), 2.3e-16 * Math.Min(1, 2 * expected));
        Assert.Equal(-expected, ErrorFunction.Erf(-x), 2.3e-16 * Math.Min(1, 2 * expected));
    }

    [Fact]
    public void Erf_grows_and_has_the_slope_of_its_integrand()
    {
        const double Step = 1e-4;
        for (var x = -6.5; x < 6.5; x += 0.001)
        {
            var rise = ErrorFunction.Erf(x + Step) - ErrorFunction.Erf(x - Step);
            var slope = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
            Assert.True(rise >= 0);

            // Central difference: curvature gives h²/6 · |f‴| ≤ 4e-9, rounding 2⁻⁵²/h.
            Assert.Equal(slope, rise / (2 * Step), 1e-8);
        }
    }

    [Fact]
    public void Erf_has_its_limits_and_keeps_the_sign_of_zero()
    {
        Assert.Equal(1, ErrorFunction.Erf(double.PositiveInfinity));
        Assert.Equal(-1, ErrorFunction.Erf(double.NegativeInfinity));
        Assert.True(double.IsNaN(ErrorFunction.Erf(double.NaN)));
        Assert.True(double.IsNegative(ErrorFunction.Erf(-0.0)));
        Assert.Equal(0, ErrorFunction.Erf(0));
    }

    [Fact]
    public void The_lane_is_ordinary_arithmetic()
    {
        var random = new Random(5);
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = ((random.NextDouble() * 8) - 4, (random.NextDouble() * 8) - 4);
            var (x, y) = (DoubleLane.Load(&a), DoubleLane.Broadcast(b));
            Assert.Equal(a + b, (x + y).Sum());
            Assert.Equal(a - b, (x - y).Sum());
            Assert.Equal(a * b, (x * y).Sum());
            Assert.Equal(a / b, (x / y).Largest());
            Assert.Equal((a * b) + a, DoubleLane.MultiplyAdd(x, y, x).Sum(), 1e-14);
            Assert.Equal(Math.Max(a, b), DoubleLane.Max(x, y).Sum());
            Assert.Equal(Math.Min(a, b), DoubleLane.Min(x, y).Sum());
            Assert.Equal(Math.Sqrt(Math.Abs(a)), DoubleLane.Sqrt(DoubleLane.Abs(x)).Sum());
            Assert.Equal(Math.Exp(a), DoubleLane.Exp(x).Sum());
            Assert.Equal(Math.Log(Math.Abs(a)), DoubleLane.Log(DoubleLane.Abs(x)).Sum());
            Assert.Equal(Math.Tanh(a), DoubleLane.Tanh(x).Sum());
            Assert.Equal(ErrorFunction.Erf(a), DoubleLane.Erf(x).Sum());
            Assert.Equal(a > b ? 3 : 4, DoubleLane.WhereGreater(x, y, DoubleLane.Broadcast(3), DoubleLane.Broadcast(4)).Sum());
            Assert.Equal(new CounterHash(9).Bits((ulong)i) >= 1u << 31 ? a : 0, DoubleLane.Keep(x, new CounterHash(9), (ulong)i, 1u << 31).Sum());
        }
    }

    [Fact]
    public void A_partial_access_of_nothing_touches_nothing()
    {
        Assert.Equal(0, DoubleLane.Load((double*)null, 0).Sum());
        DoubleLane.Broadcast(1).Store((double*)null, 0);
        double[] values = [1, 2];
        fixed (double* start = values)
        {
            DoubleLane.Load(start + 1, 1).Store(start, 1);
        }

        Assert.Equal([2, 2], values);
    }
}
