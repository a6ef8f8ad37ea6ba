using System.Diagnostics;
using System.Reflection;
using Assay.Learning.Kernels;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Layers;

public sealed class SparseAutoencoderTests
{
    [Theory]
    [InlineData(3, true, true)]
    [InlineData(3, true, false)]
    [InlineData(3, false, true)]
    [InlineData(11, true, true)]
    [InlineData(null, true, true)]
    [InlineData(null, false, true)]
    public void Gradients_agree_with_differences(int? active, bool bias, bool rectify)
    {
        var options = new SparseAutoencoderOptions { DecoderBias = bias, Rectify = rectify };
        var forward = new SparseAutoencoder(7, 11, active, options);
        GradientCheck.Holds([[6, 7]], (_, inputs) => forward.Forward(inputs[0]), forward);
        var loss = new SparseAutoencoder(7, 11, active, options);
        GradientCheck.Holds([[2, 3, 7]], (_, inputs) => loss.Loss(inputs[0], 0.3), loss);
    }

    [Theory]
    [InlineData(3, true, true)]
    [InlineData(3, false, false)]
    [InlineData(9, true, false)]
    public void The_auxiliary_term_has_the_gradients_of_differences(int active, bool bias, bool rectify)
    {
        // With 9 of 11 features active, no more than 2 (or, rectified, some more) are left for the term.
        var loss = new SparseAutoencoder(7, 11, active, new() { DecoderBias = bias, Rectify = rectify });
        GradientCheck.Holds([[2, 3, 7]], (_, inputs) => loss.Loss(inputs[0], 0.3, 0.2) * 1.5, loss);
    }

    [Fact]
    public void The_auxiliary_term_is_the_definition_and_is_left_out_of_evaluation()
    {
        using var engine = new Engine(new() { Seed = 5, Threads = 1 });
        var model = new SparseAutoencoder(12, 30, 4);
        model.Initialize(engine);
        var values = Values(9 * 12);
        double plain, evaluated;
        using (var evaluation = engine.BeginStep(training: false))
        {
            plain = model.Loss(evaluation.Tensor(values, [9, 12])).Item;
            evaluated = model.Loss(evaluation.Tensor(values, [9, 12]), 0, 0.5).Item;
        }

        using var step = engine.BeginStep();
        var x = step.Tensor(values, [9, 12]);
        var (codes, output) = (model.Encode(x).ToArray(), model.Forward(x).ToArray());
        var activations = ((x - model.DecoderBias!.Value).Linear(model.EncoderWeight, model.EncoderBias)).ToArray();
        var expected = 0.0;
        for (var row = 0; row < 9; row++)
        {
            var error = Enumerable.Range(row * 12, 12).Sum(place => Math.Pow(output[place] - values[place], 2));
            var largest = Enumerable.Range(row * 30, 30).Where(place => codes[place] == 0).Select(place => Math.Abs((double)activations[place])).OrderDescending().Take(4).Sum();
            expected += 0.5 / 9 * error * largest;
        }

        Assert.Equal(plain + expected, model.Loss(x, 0, 0.5).Item, 1e-5 * (plain + expected));
        Assert.Equal(plain, evaluated);
    }

    [Theory]
    [InlineData("top", 3, true, true, 0)]
    [InlineData("top signed", 3, false, false, 0)]
    [InlineData("rectified", null, true, true, 0.05)]
    [InlineData("top auxiliary", 3, true, true, 0, 1 / 3.0)]
    [InlineData("top signed auxiliary", 3, false, false, 0, 1 / 3.0)]
    public void Two_steps_of_training_are_those_of_PyTorch(string kind, int? active, bool bias, bool rectify, double penalty, double auxiliary = 0)
    {
        var reference = ReferenceFile.Read("sparse-autoencoder.json");
        var start = reference.GetProperty("start");
        using var engine = new Engine(new() { Threads = 1 });
        var model = new SparseAutoencoder(6, 10, active, new() { DecoderBias = bias, Rectify = rectify });
        model.Initialize(engine);
        model.EncoderWeight.CopyFrom(start.GetProperty("encoder").Floats());
        model.EncoderBias.CopyFrom(start.GetProperty("bias").Floats());
        model.SetDecoderWeight(start.GetProperty("decoder").Floats());
        model.DecoderBias?.CopyFrom(start.GetProperty("centre").Floats());
        var optimizer = new Adam(model.Parameters, new() { LearningRate = 1e-2 });
        var expectedSteps = reference.GetProperty("kinds").EnumerateArray().Single(item => item.GetProperty("kind").GetString() == kind).GetProperty("steps");
        foreach (var expected in expectedSteps.EnumerateArray())
        {
            using var step = engine.BeginStep();
            var x = step.Tensor(reference.GetProperty("x").Floats(), [5, 6]);
            ReferenceFile.Near(expected.GetProperty("output"), model.Forward(x).ToArray(), "output");
            var loss = model.Loss(x, penalty, auxiliary);
            ReferenceFile.Near(expected.GetProperty("loss").GetDouble(), loss.Item, "loss");
            loss.Backward();
            var gradients = expected.GetProperty("gradients");
            ReferenceFile.Near(gradients.GetProperty("encoder"), model.EncoderWeight.GradientToArray(), "∂We");
            ReferenceFile.Near(gradients.GetProperty("bias"), model.EncoderBias.GradientToArray(), "∂bₑ");
            ReferenceFile.Near(gradients.GetProperty("decoder"), Transposed(model.Atoms.GradientToArray(), 10, 6), "∂A");
            if (model.DecoderBias is { } centre)
                ReferenceFile.Near(gradients.GetProperty("centre"), centre.GradientToArray(), "∂b");
            optimizer.Step();
            model.NormalizeDecoder();
            var weights = expected.GetProperty("weights");
            ReferenceFile.Near(weights.GetProperty("encoder"), model.EncoderWeight.ToArray(), "We");
            ReferenceFile.Near(weights.GetProperty("bias"), model.EncoderBias.ToArray(), "bₑ");
            ReferenceFile.Near(weights.GetProperty("decoder"), model.DecoderWeight(), "A");
        }
    }

    [Fact]
    public void The_fused_loss_has_the_gradients_of_the_output_and_its_squared_error()
    {
        foreach (var (inputs, features, active) in ((int, int, int?)[])[(128, 512, 32), (37, 50, 9), (20, 33, null)])
        {
            var (fused, fusedGradients) = Train(inputs, features, active, new() { Threads = 1 }, (model, x) => model.Loss(x));
            var (plain, plainGradients) = Train(inputs, features, active, new() { Threads = 1 }, (model, x) => new MeanSquaredErrorLoss().Of(model.Forward(x), x));
            Assert.Equal(plain, fused, 1e-6);
            for (var index = 0; index < fusedGradients.Length; index++)
                Assert.Equal(plainGradients[index], fusedGradients[index], 1e-6);
        }
    }

    [Theory]
    [InlineData(128, 512, 32)]
    [InlineData(37, 50, 9)]
    [InlineData(37, 50, null)]
    public void Every_width_gives_what_double_precision_does_and_threads_change_nothing(int inputs, int features, int? active)
    {
        var (exact, exactGradients) = Train(inputs, features, active, new() { Threads = 1, Precision = Precision.Double }, (model, x) => model.Loss(x, 0.1, active is null ? 0 : 0.05));
        foreach (var width in SimdWidths.Supported)
        {
            var (single, gradients) = Train(inputs, features, active, new() { Threads = 1, Width = width }, (model, x) => model.Loss(x, 0.1, active is null ? 0 : 0.05));
            Assert.Equal(exact, single, 1e-5 * exact);
            for (var index = 0; index < gradients.Length; index++)
                Assert.Equal(exactGradients[index], gradients[index], 1e-5);
            foreach (var threads in (int[])[2, 3])
            {
                var (shared, sharedGradients) = Train(inputs, features, active, new() { Threads = threads, Width = width }, (model, x) => model.Loss(x, 0.1, active is null ? 0 : 0.05));
                Assert.Equal(single, shared);
                Assert.Equal(gradients, sharedGradients);
            }
        }
    }

    [Fact]
    public void Codes_have_at_most_k_features_a_row_and_give_the_output()
    {
        using var engine = new Engine(new() { Seed = 5, Threads = 1 });
        var model = new SparseAutoencoder(12, 30, 4);
        model.Initialize(engine);
        using var step = engine.BeginStep(training: false);
        var x = step.Tensor(Values(9 * 12), [9, 12]);
        var codes = model.Encode(x);
        Assert.Equal("[9, 30]", codes.Shape.ToString());
        var values = codes.ToArray();
        var output = model.Forward(x).ToArray();
        var (atoms, bias) = (model.Atoms.ToArray(), model.DecoderBias!.ToArray());
        for (var row = 0; row < 9; row++)
        {
            Assert.InRange(values.AsSpan(row * 30, 30).ToArray().Count(value => value > 0), 1, 4);
            for (var column = 0; column < 12; column++)
            {
                var sum = (double)bias[column];
                for (var feature = 0; feature < 30; feature++)
                    sum += values[(row * 30) + feature] * atoms[(feature * 12) + column];
                Assert.Equal(sum, output[(row * 12) + column], 1e-6);
            }
        }
    }

    [Fact]
    public void Atoms_have_length_1_after_normalization()
    {
        using var engine = new Engine();
        var model = new SparseAutoencoder(37, 9, 2);
        model.Initialize(engine);
        model.NormalizeDecoder();
        foreach (var atom in model.Atoms.ToArray().Chunk(37))
            Assert.Equal(1, Math.Sqrt(atom.Sum(value => (double)value * value)), 1e-6);
    }

    [Fact]
    public void NaN_in_a_row_shows()
    {
        using var engine = new Engine();
        var model = new SparseAutoencoder(32, 64, 4);
        model.Initialize(engine);
        var values = Values(3 * 32);
        values[40] = float.NaN;
        using var step = engine.BeginStep();
        Assert.True(double.IsNaN(model.Loss(step.Tensor(values, [3, 32])).Item));
    }

    [Fact]
    public void Sizes_and_shapes_that_do_not_fit_are_named()
    {
        Assert.StartsWith("The active features of a row are 1 to 8", Assert.Throws<ArgumentOutOfRangeException>(() => new SparseAutoencoder(4, 8, 9)).Message, StringComparison.Ordinal);
        using var engine = new Engine();
        var model = new SparseAutoencoder(4, 8, 2);
        model.Initialize(engine);
        using var step = engine.BeginStep();
        var x = step.Tensor(new float[10], [2, 5]);
        Assert.Equal("SparseAutoencoder got a tensor of shape [2, 5]; it takes […, 4].", Assert.Throws<ArgumentException>(() => model.Forward(x)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Loss(x, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Loss(x, 0, double.NaN));
        Assert.Contains("no number of active features", Assert.Throws<ArgumentException>(() => new SparseAutoencoder(4, 8, null).Loss(x, 0, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.SetDecoderWeight(new float[3]));
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first_ones()
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var engine = new Engine(new() { Threads = 2 });
        var model = new SparseAutoencoder(16, 64, 4);
        model.Initialize(engine);
        var optimizer = new Adam(model.Parameters);
        var values = Values(32 * 16);
        for (var round = 0; round < 5; round++)
            Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++)
            Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            using (var step = engine.BeginStep())
                model.Loss(step.Tensor(values, [32, 16]), 0, 0.25).Backward();
            optimizer.Step();
            model.NormalizeDecoder();
        }
    }

    private static (double Loss, float[] Gradients) Train(int inputs, int features, int? active, EngineOptions options, Func<SparseAutoencoder, Tensor, Tensor> loss)
    {
        using var engine = new Engine(options with { Seed = 3 });
        var model = new SparseAutoencoder(inputs, features, active);
        model.Initialize(engine);
        model.NormalizeDecoder();
        using var step = engine.BeginStep();
        var value = loss(model, step.Tensor(Values(70 * inputs), [70, inputs]));
        value.Backward();
        return (value.Item, [.. model.Parameters.SelectMany(parameter => parameter.GradientToArray())]);
    }

    private static float[] Values(int count)
    {
        var random = new Random(11);
        var values = new float[count];
        for (var index = 0; index < count; index++)
            values[index] = (2 * random.NextSingle()) - 1;
        return values;
    }

    private static float[] Transposed(float[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, values.Length).Select(index => values[(index % rows * columns) + (index / rows)])];
}
