using System.Diagnostics;
using System.Reflection;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;
using Module = Assay.Learning.Layers.Module;

namespace Assay.Learning.Tests.Layers;

public sealed class TransformerTests
{
    private static readonly TransformerOptions Small = new() { Width = 6, Heads = 2, FeedForward = 8, Dropout = 0, NormFirst = true, Activation = Activation.Gelu };

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 0.2)]
    [InlineData(false, 0.2)]
    public void Gradients_agree_with_differences(bool normFirst, double dropout)
    {
        var options = Small with { NormFirst = normFirst, Dropout = dropout };
        var layer = new TransformerEncoderLayer(options);
        GradientCheck.Holds([[2, 4, 6]], (_, inputs) => layer.Forward(inputs[0], AttentionMask.Causal), layer);
        var last = new TransformerEncoder(options with { Bias = false }, 2, finalNorm: true);
        GradientCheck.Holds([[2, 4, 6]], (_, inputs) => last.ForwardLast(inputs[0], AttentionMask.Causal), last);
    }

    [Fact]
    public void Only_the_last_position_gives_its_row_and_its_gradients()
    {
        foreach (var normFirst in new[] { true, false })
        {
            foreach (var causal in new[] { true, false })
            {
                var all = Run(normFirst, causal, last: false);
                var last = Run(normFirst, causal, last: true);
                Assert.Equal(all.Length, last.Length);
                for (var index = 0; index < all.Length; index++)
                    Assert.Equal(all[index], last[index], 1e-10);
            }
        }

        static double[] Run(bool normFirst, bool causal, bool last)
        {
            using var engine = new Engine(new() { Precision = Precision.Double, Seed = 3 });
            var model = new TransformerEncoder(Small with { NormFirst = normFirst }, 2, finalNorm: true);
            model.Initialize(engine);
            using var step = engine.BeginStep();
            var input = step.Tensor(Values(3 * 5 * 6, 1), [3, 5, 6]);
            var mask = new AttentionMask { IsCausal = causal };
            var output = last ? model.ForwardLast(input, mask) : model.Forward(input, mask).SelectToken(-1);
            output.Dot(step.Tensor(Values(18, 2), [3, 6])).Backward();
            return [.. output.ToArray().Select(value => (double)value), .. model.Parameters.SelectMany(parameter => parameter.GradientToArray()).Select(value => (double)value)];
        }
    }

    [Fact]
    public void In_a_causal_model_a_token_changes_its_own_output_and_later_ones_only() =>
        Prop.ForAll(Case().ToArbitrary(), sizes =>
        {
            var (tokens, width, seed) = sizes;
            var token = seed % tokens;
            using var engine = new Engine(new() { Seed = (ulong)seed });
            var model = new TransformerEncoder(new() { Width = width, Heads = width % 3 == 0 ? 3 : 1, FeedForward = 8, Dropout = 0.1, NormFirst = true }, 2);
            model.Initialize(engine);
            var input = Values(2 * tokens * width, seed);
            var before = Run(input);
            for (var c = 0; c < width; c++)
                input[(token * width) + c] += c % 2 == 0 ? 1 : -0.5f;
            var after = Run(input);
            for (var t = 0; t < 2 * tokens; t++)
            {
                var changed = !before.AsSpan(t * width, width).SequenceEqual(after.AsSpan(t * width, width));
                if (changed != (t >= token && t < tokens))
                    return false;
            }

            return true;

            float[] Run(float[] values)
            {
                using var step = engine.BeginStep(training: false);
                return model.Forward(step.Tensor(values, [2, tokens, width]), AttentionMask.Causal).ToArray();
            }
        }).Holds(60);

    [Fact]
    public void Padding_never_matters() =>
        Prop.ForAll(Case().ToArbitrary(), sizes =>
        {
            var (tokens, width, seed) = sizes;
            var random = new Random(seed);
            int[] present = [.. Enumerable.Range(0, 2 * tokens).Select(_ => random.Next(2))];
            using var engine = new Engine(new() { Seed = (ulong)seed });
            var model = new TransformerEncoderLayer(new() { Width = width, Heads = 1, FeedForward = 8 });
            model.Initialize(engine);
            var input = Values(2 * tokens * width, seed);
            var before = Run(input);
            for (var index = 0; index < input.Length; index++)
                input[index] += present[index / width] == 0 ? 3 : 0;
            var after = Run(input);
            return Enumerable.Range(0, before.Length).All(index => present[index / width] == 0 || before[index] == after[index]);

            float[] Run(float[] values)
            {
                using var step = engine.BeginStep(training: false);
                return model.Forward(step.Tensor(values, [2, tokens, width]), AttentionMask.Padding(step.Indices(present, [2, tokens]))).ToArray();
            }
        }).Holds(60);

    [Fact]
    public void Training_does_not_depend_on_the_number_of_threads()
    {
        var expected = Train(1);
        Assert.Equal(expected, Train(2));
        Assert.Equal(expected, Train(3));

        static float[] Train(int threads)
        {
            using var engine = new Engine(new() { Threads = threads, Seed = 5 });
            var model = new TransformerEncoder(new() { Width = 24, Heads = 2, FeedForward = 48 }, 2);
            model.Initialize(engine);
            var optimizer = new AdamW(model.Parameters);
            for (var round = 0; round < 3; round++)
            {
                using var step = engine.BeginStep();
                new CrossEntropyLoss().Of(model.Forward(step.Tensor(Values(40 * 20 * 24, round), [40, 20, 24]), AttentionMask.Causal).MeanTokens().AsLogits(), step.Indices([.. Enumerable.Range(0, 40).Select(row => row % 24)], [40])).Backward();
                optimizer.Step();
            }

            return [.. model.Parameters.SelectMany(parameter => parameter.ToArray())];
        }
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first_ones()
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var engine = new Engine(new() { Seed = 3 });
        var model = new Causal();
        model.Initialize(engine);
        var optimizer = new AdamW(model.Parameters);
        var loss = new CrossEntropyLoss();
        var tokens = new int[8 * 5];
        var labels = new int[8];
        for (var round = 0; round < 5; round++)
            Train();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++)
            Train();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Train()
        {
            using var step = engine.BeginStep();
            loss.Of(model.Forward(step.Indices(tokens, [8, 5])).AsLogits(), step.Indices(labels, [8])).Backward();
            optimizer.Step();
        }
    }

    private static Gen<(int Tokens, int Width, int Seed)> Case() =>
        from tokens in Gen.Choose(1, 24)
        from width in Gen.Choose(4, 9) // two or three numbers are all but constant once normalized
        from seed in Gen.Choose(0, 100000)
        select (tokens, width, seed);

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private sealed class Causal : Module
    {
        private readonly Embedding _tokens;
        private readonly PositionalEmbedding _positions;
        private readonly TransformerEncoder _encoder;

        public Causal()
        {
            _tokens = Declare("tokens", new Embedding(7, 12));
            _positions = Declare("positions", new PositionalEmbedding(5, 12));
            _encoder = Declare("encoder", new TransformerEncoder(new() { Width = 12, Heads = 2, FeedForward = 16, NormFirst = true }, 2, finalNorm: true));
        }

        public Tensor Forward(Indices tokens) => _encoder.ForwardLast(_positions.Forward(_tokens.Forward(tokens)), AttentionMask.Causal);
    }
}
