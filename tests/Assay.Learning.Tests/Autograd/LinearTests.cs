using System.Diagnostics;
using System.Reflection;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;
using Assay.Learning.Tests.Kernels;

namespace Assay.Learning.Tests.Autograd;

public sealed class LinearTests
{
    [Theory]
    [InlineData(Activation.None, 0, false)]
    [InlineData(Activation.Relu, 0, false)]
    [InlineData(Activation.Relu, 0.3, false)]
    [InlineData(Activation.Relu, 0.3, true)]
    [InlineData(Activation.Gelu, 0, false)]
    [InlineData(Activation.Gelu, 0.3, true)]
    [InlineData(Activation.GeluTanh, 0, true)]
    [InlineData(Activation.Silu, 0, false)]
    [InlineData(Activation.Elu, 0.1, false)]
    [InlineData(Activation.Sigmoid, 0, false)]
    [InlineData(Activation.Tanh, 0, false)]
    [InlineData(Activation.None, 0.5, true)]
    public void Gradients_agree_with_differences(Activation activation, double dropout, bool residual) =>
        GradientCheck.Holds(
            [[5, 7], [3, 7], [3], [5, 3]],
            (_, inputs) => inputs[0].Linear(inputs[1], inputs[2], activation, dropout, residual ? inputs[3] : null));

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.GeluTanh)]
    [InlineData(Activation.Silu)]
    [InlineData(Activation.Elu)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    public void Activations_alone_have_the_same_gradients(Activation activation) =>
        GradientCheck.Holds([[4, 9]], (_, inputs) => inputs[0].Apply(activation));

    /// <summary>As PyTorch 1.13: <c>relu</c> of NaN, 1, 0, −1 passes a gradient of 3 as 3, 3, 0, 0.</summary>
    [Fact]
    public void Through_a_NaN_a_rectifier_passes_the_gradient()
    {
        // 35 numbers: whole registers of every width, and a rest.
        float[] values = [.. Enumerable.Range(0, 35).Select(index => (index % 4) switch { 0 => float.NaN, 1 => 1f, 2 => 0f, _ => -1f })];
        float[] expected = [.. Enumerable.Range(0, 35).Select(index => index % 4 < 2 ? 3f : 0f)];
        foreach (var options in SomeKernels.Widths.Select(width => new EngineOptions { Width = width }).Append(new() { Precision = Precision.Double }))
        {
            using var engine = new Engine(options);
            foreach (var way in new[] { "alone", "in a layer", "beside a residual" })
            {
                var x = new Trainable(engine, ([35, 1], values)).All[0];
                using var step = engine.BeginStep();
                var one = step.Tensor([1], [1, 1]);
                // Beside a residual the slope is kept; otherwise it is read off the output.
                var y = way == "alone" ? x.Value.Apply(Activation.Relu) : x.Value.Linear(one, null, Activation.Relu, 0, way == "in a layer" ? null : step.Tensor(new float[35], [35, 1]));
                (y * 3).Sum().Backward();
                Assert.Equal(expected, x.GradientToArray());
            }
        }
    }

    [Fact]
    public void A_perceptron_learns_which_of_two_numbers_is_larger()
    {
        using var engine = new Engine(new() { Seed = 3 });
        var model = new Sequential(new Linear(2, 16), new Relu(), new Dropout(0.1), new Linear(16, 2));
        model.Initialize(engine);
        var optimizer = new AdamW(model.Parameters, new() { LearningRate = 0.05 });
        var loss = new CrossEntropyLoss();
        var pairs = new float[2 * 64];
        var labels = new int[64];
        for (var row = 0; row < 64; row++)
        {
            pairs[2 * row] = (float)engine.Seed.Uniform((ulong)(2 * row));
            pairs[(2 * row) + 1] = (float)engine.Seed.Uniform((ulong)((2 * row) + 1));
            labels[row] = pairs[2 * row] > pairs[(2 * row) + 1] ? 0 : 1;
        }

        double first = 0, last = 0;
        for (var round = 0; round < 200; round++)
        {
            using var step = engine.BeginStep();
            var value = loss.Of(model.Forward(step.Tensor(pairs, [64, 2])).AsLogits(), step.Indices(labels, [64]));
            value.Backward();
            optimizer.Step();
            last = value.Item;
            first = round == 0 ? last : first;
        }

        Assert.InRange(first, 0.4, 1.2);
        Assert.InRange(last, 0, 0.15);
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first_ones()
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var engine = new Engine(new() { Seed = 3 });
        var model = new Sequential(new Linear(20, 33), new Gelu(), new Dropout(0.1), new Linear(33, 5));
        model.Initialize(engine);
        var optimizer = new AdamW(model.Parameters);
        var loss = new CrossEntropyLoss();
        var input = new float[64 * 20];
        var labels = new int[64];
        for (var round = 0; round < 5; round++)
            Train();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++)
            Train();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Train()
        {
            using var step = engine.BeginStep();
            loss.Of(model.Forward(step.Tensor(input, [64, 20])).AsLogits(), step.Indices(labels, [64])).Backward();
            optimizer.Step();
        }
    }

    [Fact]
    public void Cross_entropy_has_the_gradient_of_differences()
    {
        GradientCheck.Holds([[6, 5]], (step, inputs) => new CrossEntropyLoss().Of(inputs[0].AsLogits(), step.Indices([0, 1, 2, 3, 4, 0], [6])));
        GradientCheck.Holds([[6, 3]], (step, inputs) => new CrossEntropyLoss([0.2, 3, 1], 0.1).Of(inputs[0].AsLogits(), step.Indices([0, 1, 2, 2, 1, 0], [6])));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        var layer = new Linear(3, 2);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[8], [2, 4]);
        var exception = Assert.Throws<ArgumentException>(() => layer.Forward(input));
        Assert.Equal("Linear got a tensor of shape [2, 4]; it takes […, 3] for a weight of shape [2, 3].", exception.Message);
    }

    [Fact]
    public void A_tensor_of_a_step_that_ended_is_refused()
    {
        using var engine = new Engine();
        Tensor tensor;
        using (var step = engine.BeginStep())
            tensor = step.Tensor([1, 2], [2]);
        Assert.Throws<InvalidOperationException>(() => tensor.Shape);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_that_is_no_class_is_named(int label)
    {
        using var engine = new Engine(new() { Threads = 1 });
        using var step = engine.BeginStep();
        var logits = step.Tensor(new float[6], [2, 3]).AsLogits();
        var labels = step.Indices([0, label], [2]);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss().Of(logits, labels));
        Assert.StartsWith($"Label 1 is {label}; with 3 classes labels are 0 to 2.", exception.Message, StringComparison.Ordinal);
    }
}
