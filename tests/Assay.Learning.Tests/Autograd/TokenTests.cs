using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Autograd;

public sealed class TokenTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        GradientCheck.Holds([[2, 3, 5]], (_, inputs) => inputs[0].SelectToken(-1));
        GradientCheck.Holds([[2, 3, 5]], (_, inputs) => inputs[0].SelectToken(1).Linear(inputs[0].SelectToken(0)));
        GradientCheck.Holds([[2, 3, 5]], (_, inputs) => inputs[0].MeanTokens());
        GradientCheck.Holds([[2, 3, 5]], (_, inputs) => inputs[0].MeanTokens().Linear(inputs[0].MeanTokens()));
        GradientCheck.Holds([[2, 3, 5], [4, 5]], (_, inputs) => inputs[0].AddPositions(inputs[1]));
        GradientCheck.Holds([[2, 3, 5], [3, 5]], (_, inputs) => inputs[0].AddPositions(inputs[1]).AddPositions(inputs[1]));
        GradientCheck.Holds([[4, 5]], (step, inputs) => inputs[0].Embedding(step.Indices([2, 0, 2, 2, 1, 0], [2, 3])));
        GradientCheck.Holds([[4, 5]], (step, inputs) => inputs[0].Embedding(step.Indices([2, 0], [2])).Linear(inputs[0].Embedding(step.Indices([1, 2, 2], [3]))));
    }

    [Fact]
    public void Views_pass_gradients_to_the_part_that_they_show()
    {
        GradientCheck.Holds([[6, 4]], (_, inputs) => inputs[0].View(0, [2, 12]));
        GradientCheck.Holds([[6, 4]], (_, inputs) => inputs[0].View(0, [2, 4]).Linear(inputs[0].View(8, [3, 4])));
        GradientCheck.Holds([[6, 4]], (_, inputs) => inputs[0].Apply(Activation.Tanh).View(4, [2, 4]).Linear(inputs[0].View(8, [3, 4])));
    }

    [Fact]
    public void Tokens_take_their_rows()
    {
        using var engine = new Engine();
        var embedding = new Embedding(3, 2);
        embedding.Initialize(engine);
        embedding.Weight.CopyFrom([1, 2, 3, 4, 5, 6]);
        using var step = engine.BeginStep();
        var rows = embedding.Forward(step.Indices([2, 0, 2], [1, 3]));
        Assert.Equal([5f, 6f, 1f, 2f, 5f, 6f], rows.ToArray());
        Assert.Equal([1, 3, 2], rows.Shape);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => embedding.Forward(step.Indices([0, 3], [2])));
        Assert.StartsWith("Token 1 is 3; with 3 rows in the embedding tokens are 0 to 2.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Whole_numbers_of_a_tensor_are_indices_and_others_are_named(Precision precision)
    {
        using var engine = new Engine(new() { Threads = 1, Precision = precision });
        using var step = engine.BeginStep();
        var indices = step.Tensor([3, 0, -1, 16_777_216], [2, 2]).ToIndices();
        Assert.Equal("[2, 2]", indices.Shape.ToString());
        Assert.Equal([3, 0, -1, 16_777_216], indices.Values.ToArray());
        foreach (var (wrong, text) in ((float, string)[])[(1.5f, "1.5"), (float.NaN, "NaN"), (float.PositiveInfinity, "Infinity"), (33_554_432, "33554432")])
        {
            var message = Assert.Throws<ArgumentException>(() => step.Tensor([1, wrong], [2]).ToIndices()).Message;
            Assert.StartsWith($"Number 1 of a tensor of shape [2] is {text}; indices are whole numbers within ±16777216.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sinusoidal_positions_are_waves()
    {
        using var engine = new Engine();
        var positions = PositionalEmbedding.Sinusoidal(7, 4);
        positions.Initialize(engine);
        using var step = engine.BeginStep();
        var values = positions.Forward(step.Tensor(new float[5 * 4], [1, 5, 4])).ToArray();
        Assert.Equal([0, 1, 0, 1], values[..4]);
        Assert.Equal(Math.Sin(3), values[12], 1e-6);
        Assert.Equal(Math.Cos(3), values[13], 1e-6);
        Assert.Equal(Math.Sin(0.03), values[14], 1e-6);
        Assert.Equal(Math.Cos(0.03), values[15], 1e-6);
        Assert.Empty(positions.Parameters);
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
            var embedding = new Embedding(50, 24);
            var positions = new PositionalEmbedding(9, 24);
            embedding.Initialize(engine);
            positions.Initialize(engine);
            var random = new Random(3);
            int[] tokens = [.. Enumerable.Range(0, 700 * 9).Select(_ => random.Next(50))];
            using var step = engine.BeginStep();
            var output = positions.Forward(embedding.Forward(step.Indices(tokens, [700, 9]))).MeanTokens();
            output.Dot(output).Backward();
            return [.. output.ToArray(), .. embedding.Weight.GradientToArray(), .. positions.Weight.GradientToArray()];
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[24], [2, 3, 4]);
        Assert.Contains("[2, 3, 4]", Assert.Throws<ArgumentException>(() => input.AddPositions(step.Tensor(new float[8], [2, 4]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => input.SelectToken(3));
        Assert.Throws<ArgumentException>(() => input.View(0, [24]).MeanTokens());
    }
}
