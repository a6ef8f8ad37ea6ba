using Assay.Learning.Kernels;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Autograd;

public sealed class AttentionTests
{
    private static readonly (int Tokens, int HeadSize, int Heads)[] Sizes =
        [(1, 3, 2), (4, 1, 3), (4, 32, 2), (9, 12, 3), (16, 5, 1), (17, 12, 2), (25, 3, 2), (80, 12, 2), (80, 32, 1), (49, 16, 3)];

    public static TheoryData<SimdWidth> Widths => [.. SimdWidths.Supported];

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(true, true, 0.3)]
    [InlineData(false, false, 0.3)]
    public void Gradients_agree_with_differences(bool causal, bool padded, double dropout)
    {
        foreach (var tokens in new[] { 1, 4, 19 })
        {
            GradientCheck.Holds([[2, tokens, 18]], (step, inputs) => inputs[0].Attention(2, Mask(step, 2, tokens, causal, padded), dropout));
            GradientCheck.Holds([[2, 1, 6], [2, tokens, 12]], (step, inputs) => inputs[0].AttentionTo(inputs[1], 2, Mask(step, 2, tokens, causal, padded), dropout));
        }

        GradientCheck.Holds([[2, 3, 6], [2, 5, 12]], (step, inputs) => inputs[0].AttentionTo(inputs[1], 3, Mask(step, 2, 5, causal, padded), dropout));
    }

    [Fact]
    public void A_tensor_that_is_used_twice_gets_both_gradients() =>
        GradientCheck.Holds([[2, 3, 12]], (_, inputs) => inputs[0].Attention(2).Linear(inputs[0].Attention(2).View(0, [2, 4])));

    [Fact]
    public void Double_precision_computes_the_definition()
    {
        const int batch = 2, tokens = 5, heads = 2, size = 3, width = heads * size;
        var values = Values(batch * tokens * 3 * width, 1);
        using var engine = new Engine(new() { Precision = Precision.Double });
        using var step = engine.BeginStep(training: false);
        var mask = Mask(step, batch, tokens, causal: true, padded: true);
        var output = step.Tensor(values, [batch, tokens, 3 * width]).Attention(heads, mask).ToArray();
        for (var b = 0; b < batch; b++)
        {
            for (var h = 0; h < heads; h++)
            {
                for (var i = 0; i < tokens; i++)
                {
                    var weights = Enumerable.Range(0, tokens).Select(j => j > i || mask.Present!.Value.Values[(b * tokens) + j] == 0 ? 0 : Math.Exp(Score(b, h, i, j))).ToArray();
                    var sum = weights.Sum();
                    for (var c = 0; c < size; c++)
                    {
                        var expected = sum == 0 ? 0 : Enumerable.Range(0, tokens).Sum(j => weights[j] * At(b, j, (2 * width) + (h * size) + c)) / sum;
                        Assert.Equal(expected, output[(((b * tokens) + i) * width) + (h * size) + c], 1e-6);
                    }
                }
            }
        }

        double Score(int b, int h, int i, int j) =>
            Enumerable.Range(0, size).Sum(c => (double)At(b, i, (h * size) + c) * At(b, j, width + (h * size) + c)) / Math.Sqrt(size);

        float At(int b, int t, int c) => values[(((b * tokens) + t) * 3 * width) + c];
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Single_precision_agrees_with_double(SimdWidth width)
    {
        foreach (var (tokens, size, heads) in Sizes)
        {
            foreach (var (causal, padded, dropout) in new[] { (false, false, 0.0), (true, false, 0.0), (true, true, 0.2), (false, true, 0.0), (false, false, 0.2) })
            {
                foreach (var last in new[] { false, true })
                {
                    var expected = Run(new() { Precision = Precision.Double, Threads = 1 }, 5, tokens, size, heads, causal, padded, dropout, last);
                    var actual = Run(new() { Width = width, Threads = 2 }, 5, tokens, size, heads, causal, padded, dropout, last);
                    for (var index = 0; index < expected.Length; index++)
                        Assert.True(Math.Abs(expected[index] - actual[index]) <= 2e-5 * Math.Max(1, Math.Abs(expected[index])), $"T {tokens}, D {size}, causal {causal}, padded {padded}, dropout {dropout}, last {last}: number {index} is {actual[index]}, not {expected[index]}.");
                }
            }
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        foreach (var (tokens, size, heads) in new[] { (4, 32, 4), (80, 12, 8) })
        {
            var expected = Run(new() { Threads = 1 }, 37, tokens, size, heads, causal: true, padded: true, dropout: 0.1, last: false);
            Assert.Equal(expected, Run(new() { Threads = 2 }, 37, tokens, size, heads, causal: true, padded: true, dropout: 0.1, last: false));
            Assert.Equal(expected, Run(new() { Threads = 3 }, 37, tokens, size, heads, causal: true, padded: true, dropout: 0.1, last: false));
        }
    }

    [Fact]
    public void Queries_of_the_last_position_give_its_row()
    {
        foreach (var tokens in new[] { 4, 33 })
        {
            var all = Run(new(), 3, tokens, 4, 2, causal: true, padded: false, dropout: 0, last: false, gradients: false);
            var last = Run(new(), 3, tokens, 4, 2, causal: true, padded: false, dropout: 0, last: true, gradients: false);
            for (var index = 0; index < last.Length; index++)
                Assert.Equal(all[((((index / 8) * tokens) + tokens - 1) * 8) + (index % 8)], last[index], 1e-6f);
        }
    }

    [Fact]
    public void A_sample_of_padding_alone_gives_zeros_and_no_gradients()
    {
        foreach (var tokens in new[] { 4, 20 })
        {
            using var engine = new Engine();
            var layer = new Linear(6, 6);
            layer.Initialize(engine);
            using var step = engine.BeginStep();
            var packed = step.Tensor(Values(2 * tokens * 6, 3), [2, tokens, 6]).Linear(layer.Weight);
            var output = packed.Attention(1, AttentionMask.Padding(step.Indices(new int[2 * tokens], [2, tokens])));
            output.Dot(step.Tensor(Values(2 * tokens * 2, 4), [2, tokens, 2])).Backward();
            Assert.All(output.ToArray(), value => Assert.Equal(0, value));
            Assert.All(layer.Weight.GradientToArray(), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var packed = step.Tensor(new float[2 * 3 * 12], [2, 3, 12]);
        Assert.Equal("A width of 4 does not divide into 3 heads; choose a number of heads that divides the width. (Parameter 'heads')", Assert.Throws<ArgumentException>(() => packed.Attention(3)).Message);
        Assert.Contains("10", Assert.Throws<ArgumentException>(() => new MultiHeadAttention(10, 4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => packed.View(0, [2, 36]).Attention(2));
        var mask = AttentionMask.Padding(step.Indices(new int[8], [2, 4]));
        Assert.Equal("The attention mask's padding has shape [2, 4]; it takes [2, 3], a number for each token. (Parameter 'mask')", Assert.Throws<ArgumentException>(() => packed.Attention(2, mask)).Message);
    }

    private static float[] Run(EngineOptions options, int batch, int tokens, int size, int heads, bool causal, bool padded, double dropout, bool last, bool gradients = true)
    {
        using var engine = new Engine(options);
        var width = heads * size;
        var scale = new Scale(3 * width);
        scale.Initialize(engine);
        using var step = engine.BeginStep();
        var input = step.Tensor(Values(batch * tokens * 3 * width, 1), [batch, tokens, 3 * width]).LayerNorm(scale.Weight);
        var mask = Mask(step, batch, tokens, causal, padded);
        Tensor output;
        if (last)
        {
            var row = input.SelectToken(-1).Linear(step.Tensor(Selection(width, 3 * width, 0), [width, 3 * width])).View(0, [batch, 1, width]);
            output = row.AttentionTo(input.Linear(step.Tensor(Selection(2 * width, 3 * width, width), [2 * width, 3 * width])), heads, mask, dropout);
        }
        else
        {
            output = input.Attention(heads, mask, dropout);
        }

        if (!gradients)
            return output.ToArray();
        output.Dot(step.Tensor(Values((int)output.Shape.Count, 2), output.Shape)).Backward();
        return [.. output.ToArray(), .. scale.Weight.GradientToArray()];
    }

    // A matrix that takes columns out of a row.
    private static float[] Selection(int rows, int columns, int first)
    {
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
            values[(row * columns) + first + row] = 1;
        return values;
    }

    private static AttentionMask Mask(Step step, int batch, int tokens, bool causal, bool padded) => new()
    {
        IsCausal = causal,
        Present = padded ? step.Indices([.. Enumerable.Range(0, batch * tokens).Select(index => index % 3 == 1 || index % 5 == 2 ? 0 : 1)], [batch, tokens]) : null,
    };

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private sealed class Scale : Module
    {
        public Scale(int size) => Weight = Declare("weight", [size], Initializer.Ones);

        public Parameter Weight { get; }
    }
}
