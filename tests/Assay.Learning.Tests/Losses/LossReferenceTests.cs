using System.Text.Json;
using Assay.Learning.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Losses;

public sealed class LossReferenceTests
{
    private static readonly JsonElement Reference = ReferenceFile.Read("losses.json");

    public static TheoryData<string> Names => SomeLosses.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Binary_losses_and_their_gradients_are_those_of_PyTorch(string name)
    {
        var expected = Reference.GetProperty("binary").EnumerateArray().Single(loss => loss.GetProperty("name").GetString() == name);
        var targets = Reference.GetProperty("targets").Floats();
        using var engine = new Engine(new() { Threads = 1 });
        var inputs = new Trainable(engine, ([targets.Length], Reference.GetProperty("logits").Floats()), ([targets.Length], Reference.GetProperty("probabilities").Floats()));

        using var step = engine.BeginStep();
        var y = step.Tensor(targets, [targets.Length]);
        var ofLogits = SomeLosses.ByName[name].Of(inputs.All[0].Value.AsLogits(), y);
        ofLogits.Backward();
        var ofProbabilities = SomeLosses.ByName[name].Of(inputs.All[1].Value.AsProbabilities(), y);
        ofProbabilities.Backward();

        ReferenceFile.Near(expected.GetProperty("value").GetDouble(), ofLogits.Item, "of logits");
        ReferenceFile.Near(expected.GetProperty("slope"), inputs.All[0].GradientToArray(), "gradient of logits");
        // One probability is 1 where 0 is true: −ln 1e-7 has but a few digits of 1 − p in single precision.
        var value = expected.GetProperty("ofProbabilities").GetDouble();
        Assert.InRange(ofProbabilities.Item, value - 0.02, value + 0.02);
        ReferenceFile.Near(expected.GetProperty("slopeOfProbabilities"), inputs.All[1].GradientToArray(), "gradient of probabilities");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_of_clamped_probabilities_are_those_of_PyTorch_in_double_precision(string name)
    {
        var expected = Reference.GetProperty("binary").EnumerateArray().Single(loss => loss.GetProperty("name").GetString() == name);
        var targets = Reference.GetProperty("targets").Floats();
        using var engine = new Engine(new() { Threads = 1, Precision = Precision.Double });
        var inputs = new Trainable(engine, ([targets.Length], Reference.GetProperty("probabilities").Floats()));
        using var step = engine.BeginStep();
        var loss = SomeLosses.ByName[name].Of(inputs.All[0].Value.AsProbabilities(), step.Tensor(targets, [targets.Length]));
        ReferenceFile.Near(expected.GetProperty("ofProbabilities").GetDouble(), loss.Item, name);
    }

    [Fact]
    public void Weights_of_several_labels_are_those_of_PyTorch()
    {
        var columns = Reference.GetProperty("columns");
        using var engine = new Engine(new() { Threads = 1 });
        var input = new Trainable(engine, ([4, 3], columns.GetProperty("logits").Floats()));
        using var step = engine.BeginStep();
        var loss = new BinaryCrossEntropyLoss(columns.GetProperty("weights").Doubles()).Of(input.All[0].Value.AsLogits(), step.Tensor(columns.GetProperty("targets").Floats(), [4, 3]));
        loss.Backward();
        ReferenceFile.Near(columns.GetProperty("value").GetDouble(), loss.Item, "value");
        ReferenceFile.Near(columns.GetProperty("slope"), input.All[0].GradientToArray(), "gradient");
    }

    [Fact]
    public void Cross_entropy_is_that_of_PyTorch_with_weights_and_smoothing()
    {
        var reference = Reference.GetProperty("crossEntropy");
        foreach (var expected in reference.GetProperty("cases").EnumerateArray())
        {
            using var engine = new Engine(new() { Threads = 1 });
            var input = new Trainable(engine, ([5, 4], reference.GetProperty("logits").Floats()));
            var weights = expected.GetProperty("weights");
            var loss = new CrossEntropyLoss(weights.ValueKind == JsonValueKind.Null ? null : weights.Doubles(), expected.GetProperty("smoothing").GetDouble());
            using var step = engine.BeginStep();
            var value = loss.Of(input.All[0].Value.AsLogits(), step.Indices([.. reference.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())], [5]));
            value.Backward();
            ReferenceFile.Near(expected.GetProperty("value").GetDouble(), value.Item, expected.ToString());
            ReferenceFile.Near(expected.GetProperty("slope"), input.All[0].GradientToArray(), expected.ToString());
        }
    }

    [Fact]
    public void Squared_error_is_that_of_PyTorch()
    {
        var expected = Reference.GetProperty("squaredError");
        using var engine = new Engine(new() { Threads = 1 });
        var input = new Trainable(engine, ([2, 5], expected.GetProperty("x").Floats()));
        using var step = engine.BeginStep();
        var value = new MeanSquaredErrorLoss().Of(input.All[0], step.Tensor(expected.GetProperty("target").Floats(), [2, 5]));
        value.Backward();
        ReferenceFile.Near(expected.GetProperty("value").GetDouble(), value.Item, "value");
        ReferenceFile.Near(expected.GetProperty("slope"), input.All[0].GradientToArray(), "gradient");
    }
}
