using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;

namespace Assay.Learning.Tests.Optimizers;

public sealed class OptimizerTests
{
    [Fact]
    public void Two_accumulated_halves_are_the_whole_batch()
    {
        var whole = Train(1);
        var halves = Train(2);
        for (var index = 0; index < whole.Length; index++)
            Assert.Equal(whole[index], halves[index], 1e-6);

        static float[] Train(int parts)
        {
            using var engine = new Engine(new() { Seed = 2, Threads = 1 });
            var model = new Linear(3, 1);
            model.Initialize(engine);
            var optimizer = new Sgd(model.Parameters, new() { LearningRate = 0.5, Momentum = 0.9 });
            float[] inputs = [.. Enumerable.Range(0, 24).Select(index => MathF.Sin(index))];
            float[] targets = [1, 0, 0, 1, 1, 0, 1, 0];
            for (var round = 0; round < 3; round++)
            {
                for (var part = 0; part < parts; part++)
                {
                    var rows = 8 / parts;
                    using var step = engine.BeginStep();
                    var logits = model.Forward(step.Tensor(inputs.AsSpan(part * rows * 3, rows * 3), [rows, 3])).AsLogits();
                    new BinaryCrossEntropyLoss().Of(logits, step.Tensor(targets.AsSpan(part * rows, rows), [rows, 1])).Backward(1.0 / parts);
                }

                optimizer.Step();
            }

            return [.. model.Weight.ToArray(), .. model.Bias!.ToArray()];
        }
    }

    [Fact]
    public void Clipping_leaves_short_gradients_alone_and_is_the_same_for_any_threads()
    {
        double? norm = null;
        foreach (var threads in (int[])[1, 2, 3])
        {
            using var engine = new Engine(new() { Threads = threads });
            var values = new float[100_003];
            for (var index = 0; index < values.Length; index++)
                values[index] = MathF.Sin(index);
            var model = new Trainable(engine, ([values.Length], new float[values.Length]));
            var optimizer = new Sgd(model.Parameters);
            using var step = engine.BeginStep();
            model.All[0].Value.Dot(step.Tensor(values, [values.Length])).Backward();
            var length = GradientClipping.ByNorm(optimizer, 1e6);
            Assert.Equal(values, model.All[0].GradientToArray());
            Assert.Equal(Math.Sqrt(values.Sum(value => (double)value * value)), length, 1e-3);
            Assert.Equal(norm ??= length, length);
        }
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named_and_changes_nothing()
    {
        using var engine = new Engine();
        var model = new Trainable(engine, ([2], [1, 2]), ([1], [3]));
        var optimizer = new Sgd(model.Parameters);
        using var step = engine.BeginStep();
        model.All[0].Value.Dot(step.Tensor([3, 4], [2])).Backward();
        model.All[1].Value.Dot(step.Tensor([float.NaN], [1])).Backward();
        Assert.Contains("'parameter1'", Assert.Throws<NotFiniteNumberException>(() => GradientClipping.ByNorm(optimizer, 1)).Message, StringComparison.Ordinal);
        Assert.Equal([3, 4], model.All[0].GradientToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm(optimizer, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(optimizer, double.NaN));
    }

    [Fact]
    public void An_average_follows_the_weights_and_takes_their_place_when_swapped()
    {
        using var engine = new Engine();
        var model = new Trainable(engine, ([2], [1, 10]));
        var average = new WeightAverage(model.Parameters, decay: 0.75);
        model.All[0].CopyFrom([2, 20]);
        average.Update();
        model.All[0].CopyFrom([4, 40]);
        average.Update();

        // ¾(¾·1 + ¼·2) + ¼·4
        var state = Assert.Single(average.State);
        Assert.Equal("parameter0.average", state.Name);
        Assert.Equal([1.9375f, 19.375f], state.ToArray());
        average.Swap();
        Assert.Equal([1.9375f, 19.375f], model.All[0].ToArray());
        Assert.Throws<InvalidOperationException>(average.Update);
        average.Swap();
        Assert.Equal([4, 40], model.All[0].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(model.Parameters, 1));
    }

    [Fact]
    public void Momentum_is_part_of_the_state_and_without_it_there_is_none()
    {
        using var engine = new Engine();
        var model = new Trainable(engine, ([2], [1, 2]));
        Assert.Empty(new Sgd(model.Parameters).State);
        Assert.Equal("parameter0.velocity", Assert.Single(new Sgd(model.Parameters, new() { Momentum = 0.9 }).State).Name);
    }

    [Fact]
    public void Settings_outside_their_ranges_are_refused()
    {
        using var engine = new Engine();
        var model = new Trainable(engine, ([2], [1, 2]));
        foreach (var rate in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(model.Parameters, new() { LearningRate = rate })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(model.Parameters, new() { Momentum = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(model.Parameters, new() { Nesterov = true }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(model.Parameters, new() { WeightDecay = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup(model.Parameters) { LearningRateFactor = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup(model.Parameters) { WeightDecay = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(model.Parameters).LearningRate = -1);
    }
}
