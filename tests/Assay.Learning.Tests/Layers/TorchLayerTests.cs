using System.Text.Json;
using Assay.Learning.Kernels;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Layers;

/// <summary>Layers and operations against PyTorch 1.13.0 in double precision (bench/reference/layers.py), in every width and in double.</summary>
public sealed class TorchLayerTests
{
    // Relative to the largest number of an array: single precision, sums of some tens of terms.
    private const double Tolerance = 1e-5;

    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "layers.json"))).RootElement;

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Operations = new(StringComparer.Ordinal)
    {
        ["add"] = x => x[0] + x[1],
        ["add row"] = x => x[0] + x[1],
        ["subtract from row"] = x => x[0] - x[1],
        ["subtract number"] = x => x[0] - x[1],
        ["multiply row"] = x => x[0] * x[1],
        ["divide"] = x => x[0] / x[1],
        ["divide by row"] = x => x[0] / x[1],
        ["negate"] = x => -x[0],
        ["scale and shift"] = x => 1 - (2.5 * x[0]),
        ["reciprocal"] = x => 3 / x[0],
        ["exp"] = x => x[0].Exp(),
        ["log"] = x => x[0].Log(),
        ["sqrt"] = x => x[0].Sqrt(),
        ["square"] = x => x[0].Square(),
        ["sum"] = x => x[0].Sum(),
        ["mean"] = x => x[0].Mean(),
        ["sum last"] = x => x[0].Sum(-1),
        ["mean batch"] = x => x[0].Mean(0),
        ["mean middle"] = x => x[0].Mean(1),
        ["softmax"] = x => x[0].Softmax(),
        ["matmul"] = x => x[0].MatMul(x[1]),
        ["reshape"] = x => x[0].Reshape([3, 4]).Square(),
        ["transpose"] = x => x[0].Transpose(),
        ["concat"] = x => Tensor.Concat(x),
        ["slice"] = x => x[0].Slice(1, 1, 3),
    };

    private static readonly Dictionary<string, Func<Layer>> Layers = new(StringComparer.Ordinal)
    {
        ["linear"] = () => new Linear(4, 2),
        ["relu"] = () => new Relu(),
        ["gelu"] = () => new Gelu(),
        ["silu"] = () => new Silu(),
        ["elu"] = () => new Elu(),
        ["sigmoid"] = () => new Sigmoid(),
        ["tanh"] = () => new Tanh(),
        ["batch norm rows"] = () => new BatchNorm1d(3),
        ["batch norm series"] = () => new BatchNorm1d(3, momentum: 0.3),
        ["batch norm images"] = () => new BatchNorm2d(2),
        ["conv1d"] = () => new Conv1d(2, 3, 3),
        ["conv1d strided"] = () => new Conv1d(2, 2, 3, stride: 2, padding: 1, bias: false),
        ["conv1d dilated"] = () => new Conv1d(2, 2, 3, padding: 2, dilation: 2),
        ["conv2d"] = () => new Conv2d(2, 2, 2),
        ["conv2d strided"] = () => new Conv2d(2, 2, 3, stride: 2, padding: 1),
        ["conv2d dilated"] = () => new Conv2d(1, 2, 2, padding: 1, dilation: 3),
        ["max pool 1d"] = () => new MaxPool1d(3, stride: 2, padding: 1),
        ["max pool 2d"] = () => new MaxPool2d(2),
        ["avg pool 1d"] = () => new AvgPool1d(3, stride: 2, padding: 1),
        ["avg pool 2d"] = () => new AvgPool2d(3, stride: 1, padding: 1),
        ["global pool"] = () => new GlobalAvgPool(),
        ["flatten"] = () => new Flatten(),
        ["patches mixed"] = () => new PatchEmbedding(2, 4, 2, 3),
        ["patches independent"] = () => new PatchEmbedding(2, 4, 2, 3, mixing: false),
        ["patches at the end"] = () => new PatchEmbedding(2, 4, 2, 2, alignment: PatchAlignment.End),
        ["image patches"] = () => new ImagePatchEmbedding(2, 2, 3),
        ["revin"] = () => new RevIn(2),
        ["revin there and back"] = () => new ThereAndBack(),
        ["branches"] = () => new Branches(Joining.Concatenate, new Linear(3, 2), new Linear(3, 4)),
        ["residual"] = () => new Residual(new Linear(3, 3)),
    };

    public static TheoryData<string> Names => [.. Fixture.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    private static IEnumerable<EngineOptions> Engines =>
        SimdWidths.Supported.Select(width => new EngineOptions { Width = width, Threads = 1 }).Append(new EngineOptions { Precision = Precision.Double, Threads = 1 });

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_PyTorch(string name)
    {
        var expected = Fixture.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        foreach (var options in Engines)
        {
            using var engine = new Engine(options);
            var layer = Layers.GetValueOrDefault(name)?.Invoke();
            layer?.Initialize(engine);
            Restore(layer, expected.GetProperty("state"));
            var inputs = new InputHolder(expected.GetProperty("inputs"));
            inputs.Initialize(engine);
            using (var step = engine.BeginStep())
            {
                var tensors = inputs.Parameters.Select(parameter => parameter.Value).ToArray();
                var output = layer is null ? Operations[name](tensors) : layer.Forward(tensors[0]);
                AssertClose(expected.GetProperty("output"), output.Shape, output.ToArray(), $"{name}: output");
                output.Dot(step.Tensor(Values(expected.GetProperty("weights")), output.Shape)).Backward();
            }

            foreach (var (gradient, parameter) in expected.GetProperty("gradients").EnumerateArray().Zip(inputs.Parameters))
                AssertClose(gradient, parameter.Shape, parameter.GradientToArray(), $"{name}: gradient of {parameter.Name}");
            foreach (var parameter in layer?.Parameters ?? [])
                AssertClose(expected.GetProperty("parameterGradients").GetProperty(parameter.Name), parameter.Shape, parameter.GradientToArray(), $"{name}: gradient of {parameter.Name}");
            if (expected.TryGetProperty("stateAfter", out var state))
                AssertState(state, layer!, name);
        }
    }

    [Fact]
    public void Three_steps_of_AdamW_over_a_convolutional_network_are_those_of_PyTorch()
    {
        var expected = Fixture.GetProperty("training");
        var labels = expected.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()).ToArray();
        foreach (var options in Engines)
        {
            using var engine = new Engine(options);
            var model = new Sequential(new Conv1d(2, 3, 3, padding: 1, bias: false), new BatchNorm1d(3), new Relu(), new MaxPool1d(2), new Flatten(), new Linear(9, 3));
            model.Initialize(engine);
            Restore(model, expected.GetProperty("state"));
            var optimizer = new AdamW(model.Parameters, new() { LearningRate = 0.01, WeightDecay = 0.01 });
            foreach (var value in expected.GetProperty("losses").EnumerateArray())
            {
                using var step = engine.BeginStep();
                var loss = new CrossEntropyLoss().Of(model.Forward(step.Tensor(Values(expected.GetProperty("input")), [4, 2, 6])).AsLogits(), step.Indices(labels, [4]));
                Assert.Equal(value.GetDouble(), loss.Item, Tolerance);
                loss.Backward();
                optimizer.Step();
            }

            AssertState(expected.GetProperty("stateAfter"), model, "training");
            using var evaluation = engine.BeginStep(training: false);
            var output = model.Forward(evaluation.Tensor(Values(expected.GetProperty("input")), [4, 2, 6]));
            AssertClose(expected.GetProperty("evaluation"), output.Shape, output.ToArray(), "evaluation");
        }
    }

    private static void Restore(Layer? layer, JsonElement state)
    {
        Assert.Equal(state.EnumerateObject().Select(one => one.Name), layer?.State.Select(parameter => parameter.Name) ?? []);
        foreach (var parameter in layer?.State ?? [])
        {
            Assert.Equal(ShapeOf(state.GetProperty(parameter.Name)), parameter.Shape);
            parameter.CopyFrom(Values(state.GetProperty(parameter.Name)));
        }
    }

    private static void AssertState(JsonElement expected, Layer layer, string name)
    {
        foreach (var parameter in layer.State)
            AssertClose(expected.GetProperty(parameter.Name), parameter.Shape, parameter.ToArray(), $"{name}: {parameter.Name} afterwards");
    }

    private static void AssertClose(JsonElement expected, Shape shape, float[] actual, string what)
    {
        Assert.Equal(ShapeOf(expected), shape);
        var values = expected.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var tolerance = Tolerance * values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var index = 0; index < values.Length; index++)
            Assert.True(Math.Abs(values[index] - actual[index]) <= tolerance, $"{what}, element {index}: {actual[index]} instead of {values[index]}.");
    }

    private static Shape ShapeOf(JsonElement tensor) => Shape.Create([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);

    private static float[] Values(JsonElement tensor) => [.. tensor.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())];

    private sealed class InputHolder : Module
    {
        public InputHolder(JsonElement inputs)
        {
            foreach (var input in inputs.EnumerateArray())
                Declare("input", ShapeOf(input), new Initializer.Given(Values(input)));
        }
    }

    private sealed class ThereAndBack : Layer
    {
        private readonly RevIn _revIn;

        public ThereAndBack() => _revIn = Declare("revin", new RevIn(2));

        public override Tensor Forward(Tensor input) => _revIn.Denormalize(_revIn.Forward(input, out var statistics).Square(), statistics);
    }
}
