using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class Conv1dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from outputs in Gen.Choose(1, 4)
        from kernel in Gen.Choose(1, 4)
        from stride in Gen.Choose(1, 3)
        from padding in Gen.Choose(0, 2)
        from dilation in Gen.Choose(1, 2)
        from bias in Gen.Elements(true, false)
        from extra in Gen.Choose(0, 40)
        let least = Math.Max(1, (dilation * (kernel - 1)) + 1 - (2 * padding))
        select new LayerCase(
            [batch, channels, least + extra],
            () => new Conv1d(channels, outputs, kernel, stride, padding, dilation, bias),
            $"Conv1d({channels}, {outputs}, {kernel}, stride {stride}, padding {padding}, dilation {dilation}, {bias})");

    protected override LayerCase Large => new([100, 5, 50], () => new Conv1d(5, 7, 3, padding: 1), "Conv1d");

    protected override IReadOnlyList<string> State => ["weight [7, 5, 3]", "bias [7]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 4, 9], "Conv1d got a tensor of shape [2, 4, 9]; it takes [batch, 5, length] for a weight of shape [7, 5, 3]."),
        ([2, 5], "Conv1d got a tensor of shape [2, 5]; it takes [batch, 5, length] for a weight of shape [7, 5, 3]."),
        ([2, 5, 0], "Conv1d got a tensor of shape [2, 5, 0]; it takes a length of at least 1, so that the window of a weight of shape [7, 5, 3] fits, with padding 1 and dilation 1."),
    ];

    [Fact]
    public void A_window_longer_than_the_padded_series_is_refused()
    {
        using var engine = new Engine();
        var layer = new Conv1d(2, 3, 5, padding: 1, dilation: 2);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var series = step.Tensor(new float[2 * 6], [1, 2, 6]);
        var exception = Assert.Throws<ArgumentException>(() => layer.Forward(series));
        Assert.Equal("Conv1d got a tensor of shape [1, 2, 6]; it takes a length of at least 7, so that the window of a weight of shape [3, 2, 5] fits, with padding 1 and dilation 2.", exception.Message);
    }

    [Fact]
    public void A_NaN_reaches_every_output_whose_window_meets_it()
    {
        using var engine = new Engine();
        var layer = new Conv1d(1, 2, 3, padding: 1);
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var output = layer.Forward(step.Tensor([0, 0, float.NaN, 0, 0], [1, 1, 5])).ToArray();
        Assert.Equal([false, true, true, true, false, false, true, true, true, false], output.Select(float.IsNaN));
    }

    [Fact]
    public void Gradients_over_several_blocks_of_samples_agree_with_differences()
    {
        var layer = Large.Create();
        GradientCheck.Holds([Large.Input], (_, inputs) => layer.Forward(inputs[0]), layer);
    }
}
