using Assay.Learning.Kernels;
using Assay.Learning.Layers;

namespace Assay.Learning.Tests.Layers;

public sealed class NormTests
{
    public static TheoryData<SimdWidth> Widths => [.. SimdWidths.Supported];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void Gradients_agree_with_differences(int columns)
    {
        GradientCheck.Holds([[2, 5, columns], [columns], [columns]], (_, inputs) => inputs[0].LayerNorm(inputs[1], inputs[2]));
        GradientCheck.Holds([[7, columns], [columns]], (_, inputs) => inputs[0].RmsNorm(inputs[1]));
        GradientCheck.Holds([[7, columns]], (_, inputs) => inputs[0].LayerNorm());
        GradientCheck.Holds([[7, columns]], (_, inputs) => inputs[0].RmsNorm());
    }

    [Fact]
    public void A_tensor_that_is_used_twice_gets_both_gradients() =>
        GradientCheck.Holds([[3, 4], [4]], (_, inputs) => inputs[0].LayerNorm(inputs[1]).Linear(inputs[0].LayerNorm(inputs[1]).View(0, [2, 4])));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Single_precision_computes_the_definition(SimdWidth width)
    {
        foreach (var columns in new[] { 1, 7, 16, 33, 96, 100 })
        {
            using var engine = new Engine(new() { Width = width });
            using var step = engine.BeginStep(training: false);
            var x = Values(5 * columns, 1);
            var (w, b) = (Values(columns, 2), Values(columns, 3));
            var tensor = step.Tensor(x, [5, columns]);
            var layer = tensor.LayerNorm(step.Tensor(w, [columns]), step.Tensor(b, [columns])).ToArray();
            var root = tensor.RmsNorm(step.Tensor(w, [columns])).ToArray();
            for (var row = 0; row < 5; row++)
            {
                var numbers = x.AsSpan(row * columns, columns).ToArray();
                var mean = numbers.Average(value => (double)value);
                var variance = numbers.Average(value => (value - mean) * (value - mean));
                var square = numbers.Average(value => (double)value * value);
                for (var c = 0; c < columns; c++)
                {
                    Assert.Equal(((numbers[c] - mean) / Math.Sqrt(variance + 1e-5) * w[c]) + b[c], layer[(row * columns) + c], 1e-5);
                    Assert.Equal(numbers[c] / Math.Sqrt(square + 1e-5) * w[c], root[(row * columns) + c], 1e-5);
                }
            }
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var expected = Run(1);
        Assert.Equal(expected, Run(2));
        Assert.Equal(expected, Run(3));

        static float[] Run(int threads)
        {
            using var engine = new Engine(new() { Threads = threads, Seed = 5 });
            var model = new Sequential(new LayerNorm(96), new Linear(96, 33), new RmsNorm(33));
            model.Initialize(engine);
            using var step = engine.BeginStep();
            var output = model.Forward(step.Tensor(Values(3000 * 96, 4), [3000, 96]));
            output.Dot(step.Tensor(Values(3000 * 33, 5), [3000, 33])).Backward();
            return [.. output.ToArray(), .. model.Parameters.SelectMany(parameter => parameter.GradientToArray())];
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        var layer = new LayerNorm(3);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[8], [2, 4]);
        var exception = Assert.Throws<ArgumentException>(() => layer.Forward(input));
        Assert.Equal("LayerNorm got a tensor of shape [2, 4]; it takes […, 3] for a weight of shape [3].", exception.Message);
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 4) - 1)];
    }
}
