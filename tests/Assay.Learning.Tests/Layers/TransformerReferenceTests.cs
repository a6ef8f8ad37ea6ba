using System.Text.Json;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Layers;

/// <summary>Values of PyTorch 1.13.0 in double precision, made by bench/reference/transformer.py.</summary>
public sealed class TransformerReferenceTests
{
    private const int Batch = 2, Tokens = 4, Width = 4, Heads = 2, Hidden = 6;
    private const double Tolerance = 1e-5; // relative to the largest number of each array; single precision against double
    private const double TrainingTolerance = 1e-4; // twenty steps of AdamW add up what single precision rounds

    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "transformer.json"))).RootElement;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Reference.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Blocks_compute_what_PyTorch_computes(int number)
    {
        var data = Reference.GetProperty("cases")[number];
        var name = data.GetProperty("name").GetString()!;
        using var engine = new Engine();
        var model = new WithInput(data.GetProperty("input"), Of(name));
        model.Initialize(engine);
        Load(model.Block, data);
        using var step = engine.BeginStep();
        var mask = new AttentionMask
        {
            IsCausal = data.GetProperty("causal").GetBoolean(),
            Present = data.GetProperty("padded").GetBoolean() ? step.Indices([.. data.GetProperty("present").EnumerateArray().Select(value => value.GetInt32())], [Batch, Tokens]) : null,
        };
        var output = model.Block switch
        {
            MultiHeadAttention attention => attention.Forward(model.Input, mask),
            TransformerEncoderLayer layer => layer.Forward(model.Input, mask),
            _ => throw new InvalidOperationException(),
        };
        output.Dot(step.Tensor(Floats(data.GetProperty("weights")), output.Shape)).Backward();

        AssertClose(data.GetProperty("output"), output.ToArray(), $"{name}: output");
        AssertClose(data.GetProperty("inputGradient"), model.Input.GradientToArray(), $"{name}: gradient of the input");
        CheckGradients(model.Block, data, name);
    }

    [Fact]
    public void LayerNorm_computes_what_PyTorch_computes()
    {
        var data = Reference.GetProperty("layerNorm");
        using var engine = new Engine();
        var model = new WithInput(data.GetProperty("input"), new LayerNorm(7), [3, 7]);
        model.Initialize(engine);
        Load(model.Block, data);
        using var step = engine.BeginStep();
        var output = ((LayerNorm)model.Block).Forward(model.Input);
        output.Dot(step.Tensor(Floats(data.GetProperty("weights")), output.Shape)).Backward();
        AssertClose(data.GetProperty("output"), output.ToArray(), "output");
        AssertClose(data.GetProperty("inputGradient"), model.Input.GradientToArray(), "gradient of the input");
        CheckGradients(model.Block, data, "LayerNorm");
    }

    [Fact]
    public void A_small_transformer_learns_as_in_PyTorch()
    {
        var data = Reference.GetProperty("training");
        using var engine = new Engine();
        var model = new Classifier();
        model.Initialize(engine);
        Load(model, data);
        var optimizer = new AdamW(model.Parameters, new() { LearningRate = 1e-2, WeightDecay = 0.1 });
        var loss = new CrossEntropyLoss();
        int[] labels = [.. data.GetProperty("labels").EnumerateArray().Select(value => value.GetInt32())];
        foreach (var expected in data.GetProperty("losses").EnumerateArray())
        {
            using var step = engine.BeginStep();
            var value = loss.Of(model.Forward(step.Tensor(Floats(data.GetProperty("input")), [4, Tokens, 3])).AsLogits(), step.Indices(labels, [4]));
            value.Backward();
            optimizer.Step();
            Assert.Equal(expected.GetDouble(), value.Item, TrainingTolerance);
        }

        AssertClose(data.GetProperty("head"), model.Head.Weight.ToArray(), "the last weights", TrainingTolerance);
    }

    private static Module Of(string name) => name switch
    {
        "attention" => new MultiHeadAttention(Width, Heads),
        "attention without bias" => new MultiHeadAttention(Width, Heads, bias: false),
        _ => new TransformerEncoderLayer(new()
        {
            Width = Width,
            Heads = Heads,
            FeedForward = Hidden,
            Dropout = 0,
            NormFirst = name.Contains("pre", StringComparison.Ordinal),
            Activation = name.EndsWith("gelu", StringComparison.Ordinal) ? Activation.Gelu : Activation.Relu,
        }),
    };

    private static void Load(Module module, JsonElement data)
    {
        var values = data.GetProperty("parameters");
        Assert.Equal(values.EnumerateObject().Select(property => property.Name).Order(), module.Parameters.Select(parameter => Local(parameter, values)).Order());
        foreach (var parameter in module.Parameters)
            parameter.CopyFrom(Floats(values.GetProperty(Local(parameter, values))));
    }

    private static void CheckGradients(Module module, JsonElement data, string name)
    {
        var gradients = data.GetProperty("gradients");
        foreach (var parameter in module.Parameters)
            AssertClose(gradients.GetProperty(Local(parameter, gradients)), parameter.GradientToArray(), $"{name}: gradient of {parameter.Name}");
    }

    // The name within the module that is compared.
    private static string Local(Parameter parameter, JsonElement values) =>
        values.TryGetProperty(parameter.Name, out _) ? parameter.Name : parameter.Name[(parameter.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static void AssertClose(JsonElement expected, float[] actual, string what, double tolerance = Tolerance)
    {
        double[] values = [.. expected.EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(values.Length, actual.Length);
        var size = Math.Max(1e-3, values.Max(Math.Abs));
        for (var index = 0; index < values.Length; index++)
            Assert.True(Math.Abs(values[index] - actual[index]) <= tolerance * size, $"{what}: number {index} is {actual[index]}, PyTorch has {values[index]}.");
    }

    private static float[] Floats(JsonElement values) => [.. values.EnumerateArray().Select(value => (float)value.GetDouble())];

    private sealed class WithInput : Module
    {
        public WithInput(JsonElement input, Module block, Shape? shape = null)
        {
            Input = Declare("input", shape ?? [Batch, Tokens, Width], new Initializer.Given(Floats(input)));
            Block = Declare("block", block);
        }

        public Parameter Input { get; }

        public Module Block { get; }
    }

    private sealed class Classifier : Layer
    {
        private readonly Linear _embed;
        private readonly Parameter _positions;
        private readonly TransformerEncoder _encoder;

        public Classifier()
        {
            _embed = Declare("embed", new Linear(3, Width));
            _positions = Declare("positions", [Tokens, Width], Initializer.Zeros);
            _encoder = Declare("encoder", new TransformerEncoder(new() { Width = Width, Heads = Heads, FeedForward = Hidden, Dropout = 0, NormFirst = true, Activation = Activation.Gelu }, 2, finalNorm: true));
            Head = Declare("head", new Linear(Width, 3));
        }

        public Linear Head { get; }

        public override Tensor Forward(Tensor input) => Head.Forward(_encoder.Forward(_embed.Forward(input).AddPositions(_positions), AttentionMask.Causal).MeanTokens());
    }
}
