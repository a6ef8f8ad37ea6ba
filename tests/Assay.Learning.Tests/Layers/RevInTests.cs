using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class RevInTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 4)
        from steps in Gen.Choose(4, 40)
        select new LayerCase([batch, channels, steps], () => new RevIn(channels), $"RevIn({channels})");

    protected override LayerCase Large => new([40, 10, 80], () => new RevIn(10), "RevIn");

    protected override IReadOnlyList<string> State => ["affine_weight [10]", "affine_bias [10]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 9, 80], "RevIn got a tensor of shape [2, 9, 80]; it takes [batch, 10, time] with at least 2 steps."),
        ([2, 10, 1], "RevIn got a tensor of shape [2, 10, 1]; it takes [batch, 10, time] with at least 2 steps."),
    ];

    [Fact]
    public void The_way_back_gives_the_series_again()
    {
        using var engine = new Engine(new() { Precision = Precision.Double });
        var layer = new RevIn(2);
        layer.Initialize(engine);
        layer.Weight.CopyFrom([0.5f, 2]);
        layer.Bias.CopyFrom([1, -3]);
        float[] series = [1, 2, 4, 5, 5, 5, -3, 0, 9, 100, 101, 103];
        using var step = engine.BeginStep(training: false);
        var normal = layer.Forward(step.Tensor(series, [2, 2, 3]), out var statistics);
        Assert.Equal(series, layer.Denormalize(normal, statistics).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([-3, -3, -3], normal.ToArray()[3..6]); // a constant series has no deviation
    }

    [Fact]
    public void A_forecast_has_the_gradient_of_differences()
    {
        var layer = new RevIn(2);
        GradientCheck.Holds(
            [[2, 2, 3]],
            (step, inputs) =>
            {
                layer.Forward(step.Tensor([1, 2, 4, 5, 5, 6, -3, 0, 9, 1, 3, 2], [2, 2, 3]), out var statistics);
                return layer.Denormalize(inputs[0], statistics);
            },
            layer);
    }

    [Fact]
    public void Statistics_of_other_samples_are_refused()
    {
        using var engine = new Engine();
        var layer = new RevIn(2);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        layer.Forward(step.Tensor(new float[12], [2, 2, 3]), out var statistics);
        var forecast = step.Tensor(new float[8], [1, 2, 4]);
        var exception = Assert.Throws<ArgumentException>(() => layer.Denormalize(forecast, statistics));
        Assert.Equal("RevIn's statistics got a tensor of shape [2, 2, 2]; it takes [2, 1, 2] for a tensor of shape [1, 2, 4].", exception.Message);
    }
}
