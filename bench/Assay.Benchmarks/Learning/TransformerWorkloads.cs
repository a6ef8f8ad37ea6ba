using Assay.Learning;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;

namespace Assay.Benchmarks.Learning;

/// <summary>The transformers among the reference workloads: dropout 0.1, exact GELU, normalizing first, AdamW.</summary>
/// <remarks>Where the reference has one logit and binary cross-entropy, two classes and cross-entropy stand in, which costs the same.</remarks>
internal static class TransformerWorkloads
{
    private const double Dropout = 0.1;

    public static IEnumerable<StepWorkload> All =>
    [
        Patches("b.patch-mix d96 L2 h8 b64", 64, 100, 96, 2, 8, mix: true),
        Patches("b.patch-mix d512 L6 h2 b64", 64, 100, 512, 6, 2, mix: true),
        Patches("b.patch-chanindep d96 L2 h8 b64x100", 64, 100, 96, 2, 8, mix: false),
        Sequences("b.seq80 d96 L2 h8 b64", 64, 80, 100, 96, 2, 8, 2),
        Sequences("b.seq80 d512 L6 h2 b64", 64, 80, 100, 512, 6, 2, 2),
        new(
            "c.modarith p113 d128 h4 full3000x4",
            Flops(12000, 4, 128, 1, 4, causal: true) + (6e-9 * 3000 * 128 * 113),
            engine => ModularAddition(engine, 113, 128, 512, 3000),
            engine => ModularAddition(engine, 13, 64, 128, 64),
            StepMemory.OfModularModel(3000, 113, 128, 4, 512)),
        Sequences("e.vit128 d256 L6 h8 b32", 32, 128, 128, 256, 6, 8, 4),
        Sequences("e.vit128-causal d256 L6 h8 b32", 32, 128, 128, 256, 6, 8, 4, causal: true),
    ];

    private static double Flops(double tokens, int length, int width, int layers, int factor, bool causal = false) =>
        1e-9 * layers * 6 * tokens * (((4.0 + (2 * factor)) * width * width) + (2.0 * length * width * (causal ? 0.5 : 1)));

    private static StepWorkload Sequences(string name, int batch, int tokens, int features, int width, int layers, int heads, int classes, bool causal = false)
    {
        var flops = Flops(batch * tokens, tokens, width, layers, 4, causal) + (4e-9 * batch * tokens * features * width);
        return new StepWorkload(
            name,
            flops,
            engine => Build(engine, batch, tokens, features, width, layers),
            engine => Build(engine, 2, tokens, 32, Math.Min(width, 96), 1),
            StepMemory.OfSequences(batch, tokens, features, width, layers, heads, classes));

        Action Build(Engine engine, int batch, int tokens, int features, int width, int layers)
        {
            var model = new SequenceModel(features, tokens, width, layers, heads, classes);
            model.Initialize(engine);
            var input = Values(batch * tokens * features);
            var mask = causal ? AttentionMask.Causal : AttentionMask.None;
            return Step(engine, model, Labels(batch, classes), step => model.Forward(step.Tensor(input, [batch, tokens, features]), mask));
        }
    }

    // Context 80, patches of 16 every 8: 9 tokens. Mixed: 16·features numbers a token; else every feature is a series of its own.
    private static StepWorkload Patches(string name, int batch, int features, int width, int layers, int heads, bool mix)
    {
        var series = mix ? batch : batch * features;
        var size = mix ? 16 * features : 16;
        var flops = Flops(series * 9, 9, width, layers, 4) + (4e-9 * series * 9 * size * width);
        return new StepWorkload(
            name,
            flops,
            engine => Build(engine, batch, features, width, layers),
            engine => Build(engine, 8, 2, Math.Min(width, 96), 1),
            StepMemory.OfPatches(batch, series, size, width, layers, heads));

        Action Build(Engine engine, int batch, int features, int width, int layers)
        {
            var rows = mix ? batch : batch * features;
            var length = mix ? 16 * features : 16;
            var model = new PatchModel(length, width, layers, heads, mix ? 1 : features);
            model.Initialize(engine);
            var context = Values(batch * features * 80);
            var patches = new float[rows * 9 * length];
            return Step(engine, model, Labels(batch, 2), step =>
            {
                Cut(context, batch, features, mix, patches);
                return model.Forward(step.Tensor(patches, [rows, 9, length]));
            });
        }
    }

    private static void Cut(float[] context, int batch, int features, bool mix, float[] patches)
    {
        for (var b = 0; b < batch; b++)
        {
            for (var f = 0; f < features; f++)
            {
                var from = context.AsSpan(((b * features) + f) * 80, 80);
                for (var p = 0; p < 9; p++)
                    from.Slice(8 * p, 16).CopyTo(patches.AsSpan(16 * (mix ? (((b * 9) + p) * features) + f : (((b * features) + f) * 9) + p)));
            }
        }
    }

    private static Action ModularAddition(Engine engine, int prime, int width, int hidden, int batch)
    {
        var model = new ModularModel(prime, width, 4, hidden);
        model.Initialize(engine);
        var random = new Random(1);
        var tokens = new int[batch * 4];
        var labels = new int[batch];
        for (var row = 0; row < batch; row++)
        {
            (tokens[4 * row], tokens[(4 * row) + 1], tokens[(4 * row) + 2], tokens[(4 * row) + 3]) = (random.Next(prime), random.Next(prime), prime, prime + 1);
            labels[row] = (tokens[4 * row] + tokens[(4 * row) + 1]) % prime;
        }

        return Step(engine, model, labels, step => model.Forward(step.Indices(tokens, [batch, 4])), new() { LearningRate = 1e-3, WeightDecay = 1, Beta2 = 0.98 });
    }

    private static Action Step(Engine engine, Module model, int[] labels, Func<Step, Tensor> forward, AdamOptions? options = null)
    {
        var optimizer = new AdamW(model.Parameters, options ?? new() { LearningRate = 1e-4, WeightDecay = 0.01 });
        var loss = new CrossEntropyLoss();
        return () =>
        {
            using var step = engine.BeginStep();
            loss.Of(forward(step).AsLogits(), step.Indices(labels, [labels.Length])).Backward();
            optimizer.Step();
        };
    }

    private static TransformerEncoder Encoder(int width, int layers, int heads) =>
        new(new() { Width = width, Heads = heads, FeedForward = 4 * width, Dropout = Dropout, Activation = Activation.Gelu, NormFirst = true }, layers);

    private static float[] Values(int count)
    {
        var random = new Random(2);
        var values = new float[count];
        for (var index = 0; index < count; index++)
            values[index] = (random.NextSingle() * 2) - 1;
        return values;
    }

    private static int[] Labels(int count, int classes)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }

    private sealed class SequenceModel : Module
    {
        private readonly Linear _embed;
        private readonly PositionalEmbedding _positions;
        private readonly TransformerEncoder _encoder;
        private readonly Linear _head;

        public SequenceModel(int features, int tokens, int width, int layers, int heads, int classes)
        {
            _embed = Declare("embed", new Linear(features, width));
            _positions = Declare("positions", new PositionalEmbedding(tokens, width));
            _encoder = Declare("encoder", Encoder(width, layers, heads));
            _head = Declare("head", new Linear(width, classes));
        }

        public Tensor Forward(Tensor input, AttentionMask mask) => _head.Forward(_encoder.Forward(_positions.Forward(_embed.Forward(input)), mask).MeanTokens());
    }

    private sealed class PatchModel : Module
    {
        private readonly int _series;
        private readonly Linear _embed;
        private readonly PositionalEmbedding _positions;
        private readonly TransformerEncoder _encoder;
        private readonly Linear _head;

        public PatchModel(int size, int width, int layers, int heads, int series)
        {
            _series = series;
            _embed = Declare("embed", new Linear(size, width));
            _positions = Declare("positions", new PositionalEmbedding(9, width));
            _encoder = Declare("encoder", Encoder(width, layers, heads));
            _head = Declare("head", new Linear(9 * width, 2));
        }

        public Tensor Forward(Tensor patches)
        {
            var tokens = _encoder.Forward(_positions.Forward(_embed.Forward(patches)));
            var (count, width) = (tokens.Shape[0], tokens.Shape[2]);
            return _head.Forward(tokens.View(0, [count, 9 * width])).View(0, [count / _series, _series, 2]).MeanTokens();
        }
    }

    private sealed class ModularModel : Module
    {
        private readonly Embedding _tokens;
        private readonly PositionalEmbedding _positions;
        private readonly MultiHeadAttention _attention;
        private readonly Linear _in;
        private readonly Linear _out;
        private readonly Linear _unembed;

        public ModularModel(int prime, int width, int heads, int hidden)
        {
            _tokens = Declare("tokens", new Embedding(prime + 2, width, 1 / Math.Sqrt(width)));
            _positions = Declare("positions", new PositionalEmbedding(4, width, 1 / Math.Sqrt(width)));
            _attention = Declare("attention", new MultiHeadAttention(width, heads, bias: false));
            _in = Declare("in", new Linear(width, hidden));
            _out = Declare("out", new Linear(hidden, width));
            _unembed = Declare("unembed", new Linear(width, prime, bias: false));
        }

        // Only the last position has logits, so nothing but its keys and values is computed for the others.
        public Tensor Forward(Indices tokens)
        {
            var input = _positions.Forward(_tokens.Forward(tokens));
            var attended = _attention.ForwardLast(input, AttentionMask.Causal, residual: input.SelectToken(-1));
            return _unembed.Forward(_out.Forward(_in.Forward(attended, Activation.Relu), Activation.None, residual: attended));
        }
    }
}
