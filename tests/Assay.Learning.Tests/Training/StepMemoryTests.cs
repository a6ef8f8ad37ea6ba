using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;

namespace Assay.Learning.Tests.Training;

/// <summary>What an engine holds beside the numbers that a step needs, counted from its shapes; 4 bytes a number, four numbers a parameter (weight, gradient, two moments).</summary>
public sealed class StepMemoryTests
{
    // What the engine may hold beyond: blocks of one size that cannot serve another at the same time, alignment, scratch memory of kernels.
    private const double Allowed = 1.15;

    [Fact]
    public void A_perceptron_takes_its_parameters_and_the_outputs_of_its_layers()
    {
        const long batch = 64, inputs = 300, hidden = 500, classes = 10;
        long parameters = (inputs * hidden) + hidden + (hidden * hidden) + hidden + (hidden * classes) + classes;
        // Kept: the input, each layer's output (a rectifier's slope is read off it, a dropout mask is made again), the gradient of the logits, labels.
        var kept = batch * (inputs + hidden + hidden + classes + classes + 1);
        // Passing: the gradients of both hidden layers.
        var passing = batch * 2 * hidden;

        var model = new Sequential(new Linear(300, 500), new Relu(), new Dropout(0.1), new Linear(500, 500), new Relu(), new Dropout(0.1), new Linear(500, 10));
        AssertHolds(parameters, kept + passing, engine =>
        {
            model.Initialize(engine);
            var loss = new CrossEntropyLoss();
            return (model.Parameters, step => loss.Of(model.Forward(step.Tensor(new float[64 * 300], [64, 300])).AsLogits(), step.Indices(new int[64], [64])).Backward());
        });
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(3, 20)]
    [InlineData(2, 9)]
    public void A_transformer_takes_sixteen_numbers_a_row_and_width_for_each_block(int blocks, int tokens)
    {
        const int batch = 48, width = 64, heads = 4;
        long rows = batch * tokens;
        long parameters = blocks * ((12L * width * width) + (13 * width));
        // Kept: the input; of each block both normalized inputs, queries, keys, values, heads, both sums, hidden numbers and their slopes: 2 + 3 + 1 + 2 + 4 + 4 = 16 widths; of each
        // row both means and scales, and a logarithm a head.
        var kept = (rows * width) + (blocks * rows * ((16 * width) + 4 + heads)) + (batch * width);
        // Passing: hidden gradients, that of the sum that goes on past the perceptron, that of its output without what was dropped.
        var passing = rows * 6 * width;

        var encoder = new TransformerEncoder(new() { Width = width, Heads = heads, FeedForward = 4 * width, Dropout = 0.1, Activation = Activation.Gelu, NormFirst = true }, blocks);
        AssertHolds(parameters, kept + passing, engine =>
        {
            encoder.Initialize(engine);
            var values = new float[rows * width];
            return (encoder.Parameters, step => encoder.Forward(step.Tensor(values, [batch, tokens, width])).MeanTokens().Mean().Backward());
        });
    }

    [Theory]
    [InlineData(128, 128)]
    [InlineData(128, 1024)]
    public void A_sparse_autoencoder_takes_three_copies_of_its_input_and_three_numbers_a_code(int inputs, int features)
    {
        const int batch = 256, active = 32;
        var parameters = (2L * inputs * features) + features + inputs;
        // Kept: x, x − b, the gradient of x̂; of each code value, feature, gradient. Passing: all features of a row, of which the largest are chosen.
        var kept = (3L * batch * inputs) + (3 * batch * active);
        var passing = (long)batch * features;

        var model = new SparseAutoencoder(inputs, features, active);
        AssertHolds(parameters, kept + passing, engine =>
        {
            model.Initialize(engine);
            var values = new float[batch * inputs];
            return (model.Parameters, step => model.Loss(step.Tensor(values, [batch, inputs])).Backward());
        });
    }

    [Fact]
    public void Steps_of_another_size_do_not_pile_up_beside_the_first()
    {
        using var engine = new Engine(new() { Threads = 1 });
        var model = new Sequential(new Linear(64, 256), new Relu(), new Linear(256, 64));
        model.Initialize(engine);
        var optimizer = new AdamW(model.Parameters);
        Step(1024);
        var before = engine.PeakBytes;
        foreach (var rows in (int[])[1000, 900, 1024, 777, 1023, 512, 1024])
            Step(rows);
        Assert.InRange(engine.PeakBytes, before, (long)(1.5 * before));

        void Step(int rows)
        {
            using (var step = engine.BeginStep())
                model.Forward(step.Tensor(new float[rows * 64], [rows, 64])).Mean().Backward();
            optimizer.Step();
        }
    }

    private static void AssertHolds(long parameters, long activations, Func<Engine, (IEnumerable<Parameter> Parameters, Action<Step> Compute)> build)
    {
        using var engine = new Engine(new() { Seed = 1, Threads = 2 });
        var (trained, compute) = build(engine);
        var optimizer = new AdamW(trained);
        for (var count = 0; count < 4; count++)
        {
            using (var step = engine.BeginStep())
                compute(step);
            optimizer.Step();
        }

        var needed = (16 * parameters) + (4 * activations);
        Assert.InRange(engine.PeakBytes, needed, (long)(Allowed * needed));
    }
}
