using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Tests.Kernels.Lanes;

public sealed unsafe class SingleLanesTests
{
    private const double Half = 1.0 / (1 << 24); // half a unit in the last place of 1

    public static TheoryData<SimdWidth> Widths => [SimdWidth.Bits128, SimdWidth.Bits256, SimdWidth.Bits512];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Exp_is_within_two_units_in_the_last_place(SimdWidth width)
    {
        var x = Between(-87f, 88f).Concat(Between(-1f, 1f)).Concat(Tiny()).ToArray();
        AssertWithin(2, x, SingleWidth.Of(width).Exp(x), value => Math.Exp(value));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Exp_of_the_far_ends_is_zero_infinity_or_nothing(SimdWidth width)
    {
        float[] x = [0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 88.73f, 1e30f, -105f, -1e30f, float.Epsilon, float.MaxValue, float.MinValue];
        float[] expected = [1, 1, float.PositiveInfinity, 0, float.NaN, float.PositiveInfinity, float.PositiveInfinity, 0, 0, 1, float.PositiveInfinity, 0];
        Assert.Equal(expected, SingleWidth.Of(width).Exp(x));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Exp_reaches_the_largest_number_and_fades_below_the_smallest_normal_one(SimdWidth width)
    {
        var high = Between(88f, 88.7228f).ToArray();
        AssertWithin(2, high, SingleWidth.Of(width).Exp(high), value => Math.Exp(value));
        Assert.All(SingleWidth.Of(width).Exp([.. Between(-110f, -87.34f)]), value => Assert.InRange(value, 0f, 1.18e-38f));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Log_is_within_two_units_in_the_last_place(SimdWidth width)
    {
        var random = new Random(1);
        var anywhere = Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(1, 0x7F80_0000)));
        var x = Between(0.25f, 4f).Concat(Between(0.999f, 1.001f)).Concat(anywhere).Concat(Enumerable.Range(1, 500).Select(k => k * float.Epsilon)).ToArray();
        AssertWithin(2, x, SingleWidth.Of(width).Log(x), value => Math.Log(value));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Log_has_its_limits_and_is_undefined_below_zero(SimdWidth width)
    {
        float[] x = [0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -1f, -float.Epsilon, 1f];
        float[] expected = [float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.NaN, float.NaN, float.NaN, 0];
        Assert.Equal(expected, SingleWidth.Of(width).Log(x));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Erf_is_within_two_units_absolutely_and_within_three_in_the_last_place_near_zero(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        var x = Between(-4.5f, 4.5f).ToArray();
        AssertNear(2 * Half, x, lanes.Erf(x), ErrorFunction.Erf);
        var near = Between(-1f, 1f).Concat(Tiny()).ToArray();
        AssertWithin(3, near, lanes.Erf(near), ErrorFunction.Erf);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Tanh_is_within_two_units_absolutely_and_within_three_in_the_last_place_near_zero(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        var x = Between(-11f, 11f).ToArray();
        AssertNear(2 * Half, x, lanes.Tanh(x), Math.Tanh);
        var near = Between(-0.7f, 0.7f).Concat(Tiny()).ToArray();
        AssertWithin(3, near, lanes.Tanh(near), Math.Tanh);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Erf_and_tanh_are_one_at_infinity_and_keep_the_sign_of_zero(SimdWidth width)
    {
        float[] x = [0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e30f, -1e30f];
        float[] expected = [0, -0f, 1, -1, float.NaN, 1, -1];
        Assert.Equal(Bits(expected), Bits(SingleWidth.Of(width).Erf(x)));
        Assert.Equal(Bits(expected), Bits(SingleWidth.Of(width).Tanh(x)));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Arithmetic_is_that_of_single_numbers(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        var random = new Random(2);
        float[] Draw() => [.. Enumerable.Range(0, 1003).Select(_ => (random.NextSingle() * 20) - 10)];
        var (a, b, c) = (Draw(), Draw(), Draw());
        Assert.Equal(a.Select((x, i) => (float)((float)((float)(x + b[i]) * c[i]) - (float)(x / b[i]))), lanes.Arithmetic(a, b, c));
        Assert.Equal(a.Select(Math.Abs), lanes.Abs(a));
        Assert.Equal(a.Select(x => MathF.Sqrt(Math.Abs(x))), lanes.Sqrt([.. a.Select(Math.Abs)]));
        Assert.Equal(a.Select((x, i) => x > b[i] ? 3f : 7f), lanes.WhereGreater(a, b, 3f, 7f));
        Assert.All(
            lanes.MultiplyAdd(a, b, c).Select((value, i) => (value, Exact: ((double)a[i] * b[i]) + c[i], Product: Math.Abs(a[i] * b[i]))),
            one => Assert.InRange(Math.Abs(one.value - one.Exact), 0, (one.Product + Math.Abs(one.Exact)) * Half * 1.01));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Max_and_min_order_numbers_and_pass_a_NaN_of_either_side_on(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        float[] left = [1, 2, float.NaN, 1, float.NaN, float.NegativeInfinity, 5];
        float[] right = [2, 1, 1, float.NaN, float.NaN, 3, float.PositiveInfinity];
        Assert.Equal([2, 2, float.NaN, float.NaN, float.NaN, 3, float.PositiveInfinity], lanes.Max(left, right));
        Assert.Equal([1, 1, float.NaN, float.NaN, float.NaN, float.NegativeInfinity, 5], lanes.Min(left, right));
        Assert.Equal([4, 4, 9], lanes.WhereGreater([float.NaN, 1, 2], [1, float.NaN, 1], 9, 4));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sum_halves_the_register_until_one_is_left(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var x = Enumerable.Range(0, lanes.Count).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-6, 6))).ToArray();
            fixed (float* source = x)
            {
                Assert.Equal(x.Max(), lanes.Largest(source));
                var expected = x;
                while (expected.Length > 1)
                {
                    var half = expected.Length / 2;
                    expected = [.. Enumerable.Range(0, half).Select(i => expected[i] + expected[i + half])];
                }

                Assert.Equal(expected[0], lanes.Sum(source));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Largest_is_NaN_wherever_the_NaN_stands(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        for (var place = 0; place < lanes.Count; place++)
        {
            var x = Enumerable.Range(0, lanes.Count).Select(i => i == place ? float.NaN : i).ToArray();
            fixed (float* source = x)
            {
                Assert.True(float.IsNaN(lanes.Largest(source)));
            }
        }
    }

    private static IEnumerable<float> Between(float low, float high)
    {
        const int Steps = 20_000;
        var random = new Random(4);
        return Enumerable.Range(0, Steps + 1).Select(i => (float)(low + ((high - (double)low) * i / Steps)))
            .Concat(Enumerable.Range(0, Steps).Select(_ => (float)(low + ((high - (double)low) * random.NextDouble()))));
    }

    private static IEnumerable<float> Tiny() =>
        Enumerable.Range(1, 149).SelectMany(power => new[] { MathF.ScaleB(1.37f, -power), -MathF.ScaleB(1.91f, -power) });

    private static void AssertWithin(double units, float[] x, float[] found, Func<double, double> exact)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var reference = exact(x[i]);
            var size = Math.Abs((float)reference);
            var unit = size == 0 ? float.Epsilon : (double)size - MathF.BitDecrement(size);
            var off = Math.Abs(found[i] - reference) / unit;
            Assert.True(off <= units, $"f({x[i]:R}) is {found[i]:R}, {off} units from {reference:R}");
        }
    }

    private static void AssertNear(double tolerance, float[] x, float[] found, Func<double, double> exact)
    {
        for (var i = 0; i < x.Length; i++)
        {
            Assert.True(Math.Abs(found[i] - exact(x[i])) <= tolerance, $"f({x[i]:R}) is {found[i]:R}, not {exact(x[i]):R}");
        }
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(value => float.IsNaN(value) ? 0x7FC0_0000 : BitConverter.SingleToInt32Bits(value));
}
