using System.Diagnostics;
using System.Reflection;
using Assay.Learning.Kernels;
using Assay.Learning.Tensors;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

/// <summary>What every layer must do. A layer's tests inherit this class and give it layers.</summary>
public abstract class LayerConformance
{
    // Single precision against double, relative to the largest number of an array: sums of up to some hundred terms, and differences of them.
    private const double SingleTolerance = 1e-4;

    /// <summary>Small layers and inputs of all kinds: odd sizes, one of everything.</summary>
    protected abstract Gen<LayerCase> Cases { get; }

    /// <summary>A layer and an input that is cut into several parts for the threads (some ten thousand numbers).</summary>
    protected abstract LayerCase Large { get; }

    /// <summary>Names and shapes of the large layer's parameters and buffers.</summary>
    protected abstract IReadOnlyList<string> State { get; }

    /// <summary>Shapes that the large layer refuses, and what it says; none for a layer that takes any shape and keeps it.</summary>
    protected abstract IReadOnlyList<(Shape Shape, string Message)> Refused { get; }

    [Fact]
    public void Gradients_agree_with_differences() => Prop.ForAll(Arb.From(Cases), layer =>
    {
        var made = layer.Create();
        GradientCheck.Holds([layer.Input], (_, inputs) => made.Forward(inputs[0]), made);
    }).Holds(15);

    [Fact]
    public void Single_precision_agrees_with_double_in_every_width() => Prop.ForAll(Arb.From(Cases), layer =>
    {
        using var exact = new LayerTrial(layer, new() { Seed = 5, Precision = Precision.Double, Threads = 1 });
        var expected = exact.Train();
        foreach (var width in SimdWidths.Supported)
        {
            using var trial = new LayerTrial(layer, new() { Seed = 5, Width = width, Threads = 1 });
            var actual = trial.Train();
            Assert.Equal(expected.Length, actual.Length);
            for (var number = 0; number < expected.Length; number++)
                AssertClose(expected[number], actual[number], $"{layer}, {width}, {(number == 0 ? "output" : $"gradient {number - 1}")}");
        }
    }).Holds(15);

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        using var one = new LayerTrial(Large, new() { Seed = 5, Threads = 1 });
        var expected = one.Train();
        foreach (var threads in (int[])[2, 3])
        {
            using var several = new LayerTrial(Large, new() { Seed = 5, Threads = threads });
            Assert.Equal(expected, several.Train());
        }
    }

    [Fact]
    public void Steps_leave_nothing_behind_for_later_ones()
    {
        using var trial = new LayerTrial(Large);
        var first = trial.Train();
        trial.TrainOver(0.5f);
        trial.TrainOver(float.NaN); // memory that is used again now holds NaN
        trial.Evaluate();
        trial.TrainOver(float.NaN);
        Assert.Equal(first, trial.Train());
        Assert.DoesNotContain(first, values => values.Any(float.IsNaN));
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first_ones()
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var trial = new LayerTrial(Large);
        for (var round = 0; round < 5; round++)
            trial.Repeat();

        // The runtime may allocate once by itself while it recompiles what has become warm; a layer that allocates does so in every step.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 10; round++)
                trial.Repeat();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Evaluation_depends_on_no_chance_and_records_no_gradients()
    {
        using var trial = new LayerTrial(Large);
        var first = trial.Evaluate();
        trial.Engine.TrainingSteps = 1000;
        Assert.Equal(first, trial.Evaluate());
        Assert.Equal(1000, trial.Engine.TrainingSteps);

        using var step = trial.Engine.BeginStep(training: false);
        var output = trial.Layer.Forward(trial.Input);
        Assert.False(output.Node.NeedsGradient);
        Assert.Throws<InvalidOperationException>(() => output.Sum().Backward());
        Assert.DoesNotContain(trial.Layer.Parameters, parameter => parameter.HasGradient);
    }

    [Fact]
    public void In_evaluation_a_sample_does_not_depend_on_those_beside_it()
    {
        using var trial = new LayerTrial(Large);
        using var step = trial.Engine.BeginStep(training: false);
        var samples = Large.Input[0];
        var together = trial.Layer.Forward(trial.Input);
        foreach (var sample in (int[])[0, samples / 2, samples - 1])
        {
            var alone = trial.Layer.Forward(trial.Input.Value.Slice(0, sample, 1));
            AssertClose(together.Slice(0, sample, 1).ToArray(), alone.ToArray(), $"{Large}, sample {sample}");
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        var layer = Large.Create();
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        if (Refused.Count == 0)
        {
            foreach (var shape in (Shape[])[[], [0], [3], [2, 1], [2, 1, 3], [1, 2, 3, 4]])
                Assert.Equal(shape, layer.Forward(step.Tensor(new float[shape.Count], shape)).Shape);
        }

        foreach (var (shape, message) in Refused)
        {
            var input = step.Tensor(new float[shape.Count], shape);
            var exception = Assert.Throws<ArgumentException>(() => layer.Forward(input));
            Assert.Equal(message, exception.Message);
        }
    }

    [Fact]
    public void Names_and_shapes_of_the_state_stay()
    {
        using var trial = new LayerTrial(Large);
        Assert.Equal(State, trial.Layer.State.Select(parameter => $"{parameter.Name} {parameter.Shape}"));
        trial.Train();
        Assert.Equal(State, trial.Layer.State.Select(parameter => $"{parameter.Name} {parameter.Shape}"));
    }

    [Fact]
    public void Equal_seeds_give_equal_layers()
    {
        using var one = new LayerTrial(Large, new() { Seed = 7 });
        using var other = new LayerTrial(Large, new() { Seed = 7 });
        Assert.Equal(one.Layer.State.Select(parameter => parameter.ToArray()), other.Layer.State.Select(parameter => parameter.ToArray()));
        Assert.Equal(one.Train(), other.Train());
    }

    private static void AssertClose(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var tolerance = SingleTolerance * expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var index = 0; index < expected.Length; index++)
            Assert.True(Math.Abs(expected[index] - actual[index]) <= tolerance, $"{what}, element {index}: {actual[index]} instead of {expected[index]}.");
    }
}
