using Assay.Learning.Kernels;

namespace Assay.Learning.Tests.Kernels;

public sealed unsafe class ElementwiseTests
{
    // A few roundings of numbers up to 8.
    private const double Tolerance = 2e-6;
    private const float Canary = -77f;

    public static TheoryData<SimdWidth> Widths => SingleLanesTests.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Single_and_double_agree_at_every_length(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        foreach (var count in new[] { 0, 1, 3, 4, 7, 16, 17, 63, 64, 130, 1000 })
        {
            switch (lanes.Count)
            {
                case 16:
                    Compare<SingleLanes512>(count);
                    break;
                case 8:
                    Compare<SingleLanes256>(count);
                    break;
                default:
                    Compare<SingleLanes128>(count);
                    break;
            }
        }
    }

    [Fact]
    public void Slopes_are_those_of_the_functions()
    {
        AssertSlope(default(Activations<double, DoubleLane>.Relu));
        AssertSlope(default(Activations<double, DoubleLane>.Gelu));
        AssertSlope(default(Activations<double, DoubleLane>.GeluTanh));
        AssertSlope(default(Activations<double, DoubleLane>.Silu));
        AssertSlope(new Activations<double, DoubleLane>.Elu(0.7));
        AssertSlope(default(Activations<double, DoubleLane>.Sigmoid));
        AssertSlope(default(Activations<double, DoubleLane>.Tanh));
    }

    [Theory]
    [InlineData(-2.0, 0, -0.0455002638963584, -0.045402305912225, -0.238405844044235, -0.605265301734371, 0.119202922022118)]
    [InlineData(1.0, 1, 0.841344746068543, 0.841191990608277, 0.731058578630005, 1, 0.731058578630005)]
    // mpmath at 30 digits of the formulas in Activations, ELU with alpha 0.7.
    public void Values_are_those_of_the_formulas(double x, double relu, double gelu, double geluTanh, double silu, double elu, double sigmoid)
    {
        const double Exact = 1e-14;
        Assert.Equal(relu, ValueOf(default(Activations<double, DoubleLane>.Relu), x), Exact);
        Assert.Equal(gelu, ValueOf(default(Activations<double, DoubleLane>.Gelu), x), Exact);
        Assert.Equal(geluTanh, ValueOf(default(Activations<double, DoubleLane>.GeluTanh), x), Exact);
        Assert.Equal(silu, ValueOf(default(Activations<double, DoubleLane>.Silu), x), Exact);
        Assert.Equal(elu, ValueOf(new Activations<double, DoubleLane>.Elu(0.7), x), Exact);
        Assert.Equal(sigmoid, ValueOf(default(Activations<double, DoubleLane>.Sigmoid), x), Exact);
        Assert.Equal(Math.Tanh(x), ValueOf(default(Activations<double, DoubleLane>.Tanh), x), Exact);
    }

    [Fact]
    public void A_long_sum_does_not_lose_its_small_terms()
    {
        const int Count = 1_000_003;
        var x = Enumerable.Repeat(0.1f, Count).ToArray();
        fixed (float* start = x)
        {
            Assert.Equal(Count * (double)0.1f, Elementwise<float, SingleLanes128>.Sum(start, Count), 0.5);
            Assert.Equal(Count * (double)0.1f * 0.1f, Elementwise<float, SingleLanes128>.SumOfSquares(start, Count), 0.05);
        }
    }

    private static void Compare<V>(int count)
        where V : struct, ILanes<V, float>
    {
        var random = new Random(count);
        float[] Draw() => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 16) - 8), Canary];
        var (a, b, c) = (Draw(), Draw(), Draw());
        Check(default(Activations<float, V>.Relu), default(Activations<double, DoubleLane>.Relu));
        Check(default(Activations<float, V>.Gelu), default(Activations<double, DoubleLane>.Gelu));
        Check(default(Activations<float, V>.GeluTanh), default(Activations<double, DoubleLane>.GeluTanh));
        Check(default(Activations<float, V>.Silu), default(Activations<double, DoubleLane>.Silu));
        Check(new Activations<float, V>.Elu(0.7f), new Activations<double, DoubleLane>.Elu(0.7f));
        Check(default(Activations<float, V>.Sigmoid), default(Activations<double, DoubleLane>.Sigmoid));
        Check(default(Activations<float, V>.Tanh), default(Activations<double, DoubleLane>.Tanh));

        Same((x, y, z) => Elementwise<float, V>.Add(x, y, z, count), (x, y, z) => Elementwise<double, DoubleLane>.Add(x, y, z, count));
        Same((x, y, z) => Elementwise<float, V>.Multiply(x, y, z, count), (x, y, z) => Elementwise<double, DoubleLane>.Multiply(x, y, z, count), 8);
        Same((x, y, z) => Elementwise<float, V>.Scale(1.5f, x, z, count), (x, y, z) => Elementwise<double, DoubleLane>.Scale(1.5, x, z, count));
        Same((x, y, z) => Elementwise<float, V>.Axpy(-2.5f, x, z, count), (x, y, z) => Elementwise<double, DoubleLane>.Axpy(-2.5, x, z, count), 4);
        foreach (var accumulate in new[] { false, true })
        {
            Same(
                (x, y, z) => Elementwise<float, V>.Dropout(x, z, count, 0.25, 11, uint.MaxValue - 20ul, accumulate),
                (x, y, z) => Elementwise<double, DoubleLane>.Dropout(x, z, count, 0.25, 11, uint.MaxValue - 20ul, accumulate),
                2);
        }

        fixed (float* start = a)
        {
            Assert.Equal(a.Take(count).Sum(value => (double)value), Elementwise<float, V>.Sum(start, count), 1e-3);
            Assert.Equal(a.Take(count).Sum(value => (double)value * value), Elementwise<float, V>.SumOfSquares(start, count), 1e-6 * 64 * (count + 1));
        }

        void Check<F, G>(F single, G exact)
            where F : struct, IActivation<V>
            where G : struct, IActivation<DoubleLane>
        {
            Same((x, y, z) => Elementwise<float, V>.Apply(single, x, z, count), (x, y, z) => Elementwise<double, DoubleLane>.Apply(exact, x, z, count));
            foreach (var accumulate in new[] { false, true })
            {
                Same(
                    (x, y, z) => Elementwise<float, V>.ApplyBackward(single, x, y, z, count, accumulate),
                    (x, y, z) => Elementwise<double, DoubleLane>.ApplyBackward(exact, x, y, z, count, accumulate),
                    8);
            }
        }

        void Same(Loop<float> single, Loop<double> exact, double size = 1)
        {
            var found = Run(single, a, b, c);
            var expected = Run(exact, Wide(a), Wide(b), Wide(c));
            Assert.Equal(Canary, found[count]);
            Assert.Equal(Canary, expected[count]);
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(expected[i], found[i], Tolerance * size);
            }
        }
    }

    private static double[] Wide(float[] x) => [.. x.Select(value => (double)value)];

    private static T[] Run<T>(Loop<T> loop, T[] a, T[] b, T[] c)
        where T : unmanaged
    {
        var result = (T[])c.Clone();
        fixed (T* x = a, y = b, z = result)
        {
            loop(x, y, z);
        }

        return result;
    }

    private static double ValueOf<F>(F function, double x)
        where F : struct, IActivation<DoubleLane> => function.Value(DoubleLane.Broadcast(x)).Sum();

    private static void AssertSlope<F>(F function)
        where F : struct, IActivation<DoubleLane>
    {
        const double Step = 1e-5;
        for (var x = -7.005; x < 7; x += 0.01)
        {
            var slope = (ValueOf(function, x + Step) - ValueOf(function, x - Step)) / (2 * Step);
            Assert.Equal(slope, function.Slope(DoubleLane.Broadcast(x)).Sum(), 1e-9);
        }
    }

    private delegate void Loop<T>(T* x, T* y, T* z)
        where T : unmanaged;
}
