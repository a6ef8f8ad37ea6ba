using System.Text.Json;
using Assay.Learning.Optimizers;

namespace Assay.Learning.Tests.Optimizers;

public sealed class OptimizerReferenceTests
{
    private static readonly JsonElement Reference = ReferenceFile.Read("optimizers.json");

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Three_steps_of_two_groups_are_those_of_PyTorch(string name)
    {
        using var engine = new Engine(new() { Threads = 1 });
        var model = Model(engine);
        ParameterGroup[] groups = [new([model.All[0]]), new([model.All[1]]) { LearningRateFactor = 0.5, WeightDecay = 0 }];
        Optimizer optimizer = name switch
        {
            "sgd" => new Sgd(groups, new() { LearningRate = 0.1 }),
            "adam" => new Adam(groups, new() { LearningRate = 0.01, Beta1 = 0.8, Beta2 = 0.95, WeightDecay = 0.1 }),
            "adamw" => new AdamW(groups, new() { LearningRate = 0.01, WeightDecay = 0.05 }),
            _ => new Sgd(groups, new() { LearningRate = 0.1, Momentum = 0.9, WeightDecay = 0.01, Nesterov = name == "nesterov" }),
        };
        for (var step = 0; step < 3; step++)
        {
            SetGradients(engine, model, step);
            optimizer.Step();
        }

        var expected = Reference.GetProperty("steps").EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        ReferenceFile.Near(expected.GetProperty("first"), model.All[0].ToArray(), "first");
        ReferenceFile.Near(expected.GetProperty("second"), model.All[1].ToArray(), "second");
    }

    [Fact]
    public void Clipping_is_that_of_PyTorch()
    {
        using var engine = new Engine(new() { Threads = 1 });
        var model = Model(engine);
        var optimizer = new Sgd(model.Parameters);
        var byNorm = Reference.GetProperty("byNorm");
        SetGradients(engine, model, 0);
        ReferenceFile.Near(byNorm.GetProperty("norm").GetDouble(), GradientClipping.ByNorm(optimizer, byNorm.GetProperty("maximum").GetDouble()), "norm");
        ReferenceFile.Near(byNorm.GetProperty("first"), model.All[0].GradientToArray(), "first");
        ReferenceFile.Near(byNorm.GetProperty("second"), model.All[1].GradientToArray(), "second");
        optimizer.Step();

        var byValue = Reference.GetProperty("byValue");
        SetGradients(engine, model, 0);
        GradientClipping.ByValue(optimizer, byValue.GetProperty("maximum").GetDouble());
        ReferenceFile.Near(byValue.GetProperty("first"), model.All[0].GradientToArray(), "first");
        ReferenceFile.Near(byValue.GetProperty("second"), model.All[1].GradientToArray(), "second");
    }

    private static Trainable Model(Engine engine) => new(engine, ([3, 2], Reference.GetProperty("first").Floats()), ([5], Reference.GetProperty("second").Floats()));

    // The gradient of w·g is g.
    private static void SetGradients(Engine engine, Trainable model, int number)
    {
        var gradients = Reference.GetProperty("gradients")[number];
        using var step = engine.BeginStep();
        model.All[0].Value.Dot(step.Tensor(gradients[0].Floats(), [3, 2])).Backward();
        model.All[1].Value.Dot(step.Tensor(gradients[1].Floats(), [5])).Backward();
    }
}
