using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class MaxPool1dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from kernel in Gen.Choose(1, 4)
        from stride in Gen.Choose(1, 3)
        from padding in Gen.Choose(0, kernel / 2)
        from extra in Gen.Choose(0, 9)
        let least = Math.Max(1, kernel - (2 * padding))
        select new LayerCase([batch, channels, least + extra], () => new MaxPool1d(kernel, stride, padding), $"MaxPool1d({kernel}, {stride}, {padding})");

    protected override LayerCase Large => new([40, 20, 61], () => new MaxPool1d(3, 2), "MaxPool1d");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 3], "MaxPool1d got a tensor of shape [2, 3]; it takes [batch, channels, length]."),
        ([2, 3, 2], "MaxPool1d got a tensor of shape [2, 3, 2]; it takes a length of at least 3, so that a window of 3 fits, with padding 0."),
    ];

    [Fact]
    public void A_NaN_in_a_window_stays_visible()
    {
        using var engine = new Engine();
        var layer = new MaxPool1d(2, 1);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var output = layer.Forward(step.Tensor([1, 2, float.NaN, 3, 4], [1, 1, 5])).ToArray();
        Assert.Equal([false, true, true, false], output.Select(float.IsNaN));
    }
}

public sealed class MaxPool2dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from kernel in Gen.Choose(1, 4)
        from stride in Gen.Choose(1, 3)
        from padding in Gen.Choose(0, kernel / 2)
        from extra in Gen.Choose(0, 9)
        let least = Math.Max(1, kernel - (2 * padding))
        select new LayerCase([batch, channels, least + extra, least + (extra / 2)], () => new MaxPool2d(kernel, stride, padding), $"MaxPool2d({kernel}, {stride}, {padding})");

    protected override LayerCase Large => new([20, 10, 16, 15], () => new MaxPool2d(3, 2), "MaxPool2d");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 3], "MaxPool2d got a tensor of shape [2, 3]; it takes [batch, channels, rows, columns]."),
        ([2, 3, 9, 2], "MaxPool2d got a tensor of shape [2, 3, 9, 2]; it takes at least 3 rows and columns, so that a window of 3 fits, with padding 0."),
    ];
}

public sealed class AvgPool1dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from kernel in Gen.Choose(1, 4)
        from stride in Gen.Choose(1, 3)
        from padding in Gen.Choose(0, kernel / 2)
        from extra in Gen.Choose(0, 9)
        let least = Math.Max(1, kernel - (2 * padding))
        select new LayerCase([batch, channels, least + extra], () => new AvgPool1d(kernel, stride, padding), $"AvgPool1d({kernel}, {stride}, {padding})");

    protected override LayerCase Large => new([40, 20, 61], () => new AvgPool1d(3, 2), "AvgPool1d");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 3], "AvgPool1d got a tensor of shape [2, 3]; it takes [batch, channels, length]."),
        ([2, 3, 2], "AvgPool1d got a tensor of shape [2, 3, 2]; it takes a length of at least 3, so that a window of 3 fits, with padding 0."),
    ];

    [Fact]
    public void A_NaN_in_a_window_stays_visible()
    {
        using var engine = new Engine();
        var layer = new AvgPool1d(2, 1);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var output = layer.Forward(step.Tensor([1, 2, float.NaN, 3, 4], [1, 1, 5])).ToArray();
        Assert.Equal([false, true, true, false], output.Select(float.IsNaN));
    }
}

public sealed class AvgPool2dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from kernel in Gen.Choose(1, 4)
        from stride in Gen.Choose(1, 3)
        from padding in Gen.Choose(0, kernel / 2)
        from extra in Gen.Choose(0, 9)
        let least = Math.Max(1, kernel - (2 * padding))
        select new LayerCase([batch, channels, least + extra, least + (extra / 2)], () => new AvgPool2d(kernel, stride, padding), $"AvgPool2d({kernel}, {stride}, {padding})");

    protected override LayerCase Large => new([20, 10, 16, 15], () => new AvgPool2d(3, 2), "AvgPool2d");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 3], "AvgPool2d got a tensor of shape [2, 3]; it takes [batch, channels, rows, columns]."),
        ([2, 3, 9, 2], "AvgPool2d got a tensor of shape [2, 3, 9, 2]; it takes at least 3 rows and columns, so that a window of 3 fits, with padding 0."),
    ];
}

public sealed class GlobalAvgPoolTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 4)
        from length in Gen.Choose(1, 40)
        from square in Gen.Elements(true, false)
        select new LayerCase(square ? [batch, channels, length, 2] : [batch, channels, length], () => new GlobalAvgPool(), "GlobalAvgPool");

    protected override LayerCase Large => new([50, 20, 61], () => new GlobalAvgPool(), "GlobalAvgPool");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 3], "GlobalAvgPool got a tensor of shape [2, 3]; it takes [batch, channels, …] with at least one axis behind the channels."),
    ];
}
