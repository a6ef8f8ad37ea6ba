using System.Diagnostics;
using System.Reflection;
using Assay.Learning.Kernels;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Losses;

public sealed class BinaryLossTests
{
    // Sums of some thousand single-precision terms.
    private const double SumTolerance = 2e-6;

    public static TheoryData<string> Names => SomeLosses.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences(string name)
    {
        var targets = SomeLosses.Batch(21).Targets;
        GradientCheck.Holds([[7, 3]], (step, inputs) => SomeLosses.ByName[name].Of(inputs[0].AsLogits(), step.Tensor(targets, [7, 3])));
        GradientCheck.Holds([[21]], (step, inputs) => SomeLosses.ByName[name].Of(inputs[0].AsLogits().Sigmoid(), step.Tensor(targets, [21])));
    }

    [Theory]
    [InlineData("bce weight 3")]
    [InlineData("focal 0.75 0.5")]
    [InlineData("entropy 0.1")]
    [InlineData("bootstrap 0.8 soft")]
    [InlineData("forward correction 0.1 0.15")]
    public void Gradients_for_targets_between_0_and_1_agree_with_differences(string name) =>
        GradientCheck.Holds([[5]], (step, inputs) => SomeLosses.ByName[name].Of(inputs[0].AsLogits(), step.Tensor([0.2f, 0.9f, 0.5f, 0, 1], [5])));

    [Fact]
    public void Squared_error_has_the_gradient_of_differences() =>
        GradientCheck.Holds([[4, 5]], (step, inputs) => new MeanSquaredErrorLoss().Of(inputs[0], step.Tensor(new float[20], [4, 5])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_size_and_number_of_threads_gives_what_double_precision_does(string name)
    {
        foreach (var count in (int[])[1, 2, 7, 16, 33, 2500])
        {
            var (logits, targets) = SomeLosses.Batch(count);
            var exact = SomeLosses.Of(SomeLosses.ByName[name], logits, targets, new() { Threads = 1, Precision = Precision.Double });
            foreach (var width in SimdWidths.Supported)
            {
                var single = SomeLosses.Of(SomeLosses.ByName[name], logits, targets, new() { Threads = 1, Width = width });
                Assert.Equal(exact.Value, single.Value, SumTolerance * Math.Max(1, Math.Abs(exact.Value)));
                for (var index = 0; index < count; index++)
                    Assert.Equal(exact.Gradient[index] * count, single.Gradient[index] * count, 1e-5);
                foreach (var threads in (int[])[2, 3])
                {
                    var shared = SomeLosses.Of(SomeLosses.ByName[name], logits, targets, new() { Threads = threads, Width = width });
                    Assert.Equal(single.Value, shared.Value);
                    Assert.Equal(single.Gradient, shared.Gradient);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_of_logits_is_the_loss_of_their_sigmoids(string name)
    {
        var (logits, targets) = SomeLosses.Batch(40);
        var options = new EngineOptions { Threads = 1, Precision = Precision.Double };
        var ofLogits = SomeLosses.Of(SomeLosses.ByName[name], logits, targets, options);
        var ofProbabilities = SomeLosses.Of(SomeLosses.ByName[name], logits, targets, options, ofProbabilities: true);
        Assert.Equal(ofLogits.Value, ofProbabilities.Value, 1e-6);
        for (var index = 0; index < logits.Length; index++)
            Assert.Equal(ofLogits.Gradient[index], ofProbabilities.Gradient[index], 1e-6);
    }

    [Fact]
    public void Losses_reduce_to_others_at_the_ends_of_their_settings()
    {
        var entropy = new BinaryCrossEntropyLoss();
        BinaryLoss[] same =
        [
            new BinaryCrossEntropyLoss(1.0), new BinaryCrossEntropyLoss([1.0]), new BinaryCrossEntropyLoss(labelSmoothing: 0), new EntropyRegularizedLoss(0), new VarianceRegularizedLoss(0),
            new WeightedSumLoss(alpha: 1), new BootstrapLoss(1), new BootstrapLoss(1, hard: true), new ForwardCorrectionLoss(0, 0), new ConfidenceLearningLoss(suspectWeight: 1),
        ];
        Assert.All(same, loss => Equal(entropy, loss));
        Equal(new SoftAucLoss(3), new WeightedSumLoss(alpha: 0, gamma: 3));
        Equal(new FocalLoss(1.5, 0.3), new AsymmetricFocalLoss(1.5, 1.5, 0.3));
        Equal(new FocalLoss(1.5, 0.3), new CalibratedFocalLoss(1.5, 0.3, lambda: 0));
        // Without exponent and with equal weights of ½, focal loss is half of cross-entropy.
        Equal(entropy, new FocalLoss(0, 0.5), factor: 2);

        static void Equal(BinaryLoss expected, BinaryLoss actual, float factor = 1)
        {
            var (logits, targets) = SomeLosses.Batch(50);
            var first = SomeLosses.Of(expected, logits, targets);
            var second = SomeLosses.Of(actual, logits, targets);
            Assert.Equal(first.Value, factor * second.Value, 1e-6);
            for (var index = 0; index < logits.Length; index++)
                Assert.Equal(first.Gradient[index], factor * second.Gradient[index], 1e-7);
        }
    }

    [Fact]
    public void Soft_AUC_of_a_perfect_ranking_is_near_0_and_of_a_reversed_one_near_1()
    {
        float[] logits = [-20, -18, 15, 17];
        Assert.InRange(SomeLosses.Of(new SoftAucLoss(20), logits, [0, 0, 1, 1]).Value, 0, 1e-6);
        Assert.InRange(SomeLosses.Of(new SoftAucLoss(20), logits, [1, 1, 0, 0]).Value, 1 - 1e-6, 1);
        Assert.Equal(0.5, SomeLosses.Of(new SoftAucLoss(20), [1, 1, 1], [0, 1, 1]).Value, 1e-6);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    public void Soft_AUC_of_one_class_is_a_half_without_gradient(float label)
    {
        var (value, gradient) = SomeLosses.Of(new SoftAucLoss(), [1, -2, 0.5f], [label, label, label]);
        Assert.Equal(0.5, value);
        Assert.Equal(new float[3], gradient);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Extreme_and_one_class_batches_stay_finite(string name)
    {
        foreach (float label in (float[])[0, 1])
        {
            foreach (var ofProbabilities in (bool[])[false, true])
            {
                var (value, gradient) = SomeLosses.Of(SomeLosses.ByName[name], [-80, -30, 0, 30, 80], [label, label, label, label, label], ofProbabilities: ofProbabilities);
                Assert.True(double.IsFinite(value), $"{value}");
                Assert.All(gradient, slope => Assert.True(float.IsFinite(slope), $"{slope}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_in_a_logit_shows(string name) =>
        Assert.True(double.IsNaN(SomeLosses.Of(SomeLosses.ByName[name], [1, float.NaN, -1, 2], [1, 1, 0, 0]).Value));

    [Fact]
    public void Very_sure_logits_keep_their_small_loss()
    {
        var (value, gradient) = SomeLosses.Of(new BinaryCrossEntropyLoss(), [30], [1]);
        Assert.Equal(Math.Exp(-30), value, 1e-6 * Math.Exp(-30));
        Assert.Equal(-Math.Exp(-30), gradient[0], 1e-6 * Math.Exp(-30));
    }

    [Fact]
    public void Pruning_every_suspect_counts_all()
    {
        float[] logits = [-3, 3], targets = [1, 0];
        Assert.Equal(SomeLosses.Of(new BinaryCrossEntropyLoss(), logits, targets).Value, SomeLosses.Of(new ConfidenceLearningLoss(suspectWeight: 0), logits, targets).Value, 1e-6);
    }

    [Fact]
    public void What_a_sigmoid_made_is_no_logit_and_numbers_outside_0_and_1_are_no_probabilities()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var tensor = step.Tensor([0.5f, 1.5f, -3], [3]);
        Assert.Throws<ArgumentException>(() => tensor.Apply(Activation.Sigmoid).AsLogits());
        var exception = Assert.Throws<ArgumentException>(() => tensor.AsProbabilities());
        Assert.Equal("These numbers have 1.5 at element 1; probabilities lie in [0, 1] (use AsLogits for logits).", exception.Message);
    }

    [Fact]
    public void A_sigmoid_that_was_computed_with_the_layer_before_it_is_no_logit_either()
    {
        using var engine = new Engine(new() { Threads = 1 });
        var model = new Sequential(new Linear(2, 3), new Sigmoid());
        model.Initialize(engine);
        var dropping = new Sequential(new Linear(2, 3), new Sigmoid(), new Dropout(0.5));
        dropping.Initialize(engine);
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[8], [4, 2]);
        Assert.Throws<ArgumentException>(() => model.Forward(input).AsLogits());
        Assert.InRange(new BinaryCrossEntropyLoss().Of(model.Forward(input).AsProbabilities(), step.Tensor(new float[12], [4, 3])).Item, 0.1, 2);
        dropping.Forward(input).AsLogits(); // what was dropped and scaled up is no probability
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing_after_the_first_ones(string name)
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var engine = new Engine(new() { Threads = 2 });
        var (logits, targets) = SomeLosses.Batch(500);
        var input = new Trainable(engine, ([500], logits));
        var optimizer = new Sgd(input.Parameters, new() { Momentum = 0.9 });
        for (var round = 0; round < 5; round++)
            Train();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 10; round++)
            Train();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Train()
        {
            using (var step = engine.BeginStep())
                SomeLosses.ByName[name].Of(input.All[0].Value.AsLogits(), step.Tensor(targets, [500])).Backward();
            GradientClipping.ByNorm(optimizer, 0.1);
            optimizer.Step();
        }
    }

    [Fact]
    public void Targets_that_are_no_labels_and_shapes_that_differ_are_named()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var logits = step.Tensor([1, 2], [2]).AsLogits();
        var targets = step.Tensor([-1, 1], [2]);
        Assert.Contains("have -1 at element 0", Assert.Throws<ArgumentException>(() => new FocalLoss().Of(logits, targets)).Message, StringComparison.Ordinal);
        var others = step.Tensor([1, 1], [2, 1]);
        Assert.Contains("[2] and [2, 1]", Assert.Throws<ArgumentException>(() => new FocalLoss().Of(logits, others)).Message, StringComparison.Ordinal);
        var pair = step.Tensor(new float[4], [2, 2]);
        Assert.Contains("3 positive weights", Assert.Throws<ArgumentException>(() => new BinaryCrossEntropyLoss([1, 2, 3]).Of(pair.AsLogits(), pair)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_outside_their_ranges_are_refused_with_the_range()
    {
        Refused(() => new BinaryCrossEntropyLoss(-1), "positiveWeight must be a finite number of 0 or more.");
        Refused(() => new BinaryCrossEntropyLoss(labelSmoothing: 1.1), "labelSmoothing must be in [0, 1].");
        Refused(() => new FocalLoss(double.NaN), "gamma must be a finite number of 0 or more.");
        Refused(() => new FocalLoss(alpha: -0.1), "alpha must be in [0, 1].");
        Refused(() => new AsymmetricFocalLoss(negativeGamma: double.PositiveInfinity), "negativeGamma must be");
        Refused(() => new SoftAucLoss(0), "gamma must be a finite number above 0.");
        Refused(() => new WeightedSumLoss(2), "alpha must be in [0, 1].");
        Refused(() => new EntropyRegularizedLoss(double.NaN), "lambda must be a finite number.");
        Refused(() => new VarianceRegularizedLoss(-1), "lambda must be");
        Refused(() => new CalibratedFocalLoss(temperature: 0), "temperature must be a finite number above 0.");
        Refused(() => new BootstrapLoss(1.5), "beta must be in [0, 1].");
        Refused(() => new ForwardCorrectionLoss(0.5, 0), "falsePositiveRate must be in [0, 0.5).");
        Refused(() => new ConfidenceLearningLoss(threshold: 2), "threshold must be in [0, 1].");

        static void Refused(Func<BinaryLoss> make, string message) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
    }
}
