using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class Conv2dTests : LayerConformance
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
        from extra in Gen.Choose(0, 9)
        let least = Math.Max(1, (dilation * (kernel - 1)) + 1 - (2 * padding))
        select new LayerCase(
            [batch, channels, least + extra, least + (extra / 2)],
            () => new Conv2d(channels, outputs, kernel, stride, padding, dilation, bias),
            $"Conv2d({channels}, {outputs}, {kernel}, stride {stride}, padding {padding}, dilation {dilation}, {bias})");

    protected override LayerCase Large => new([30, 3, 15, 14], () => new Conv2d(3, 6, 3, padding: 1), "Conv2d");

    protected override IReadOnlyList<string> State => ["weight [6, 3, 3, 3]", "bias [6]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 4, 9, 9], "Conv2d got a tensor of shape [2, 4, 9, 9]; it takes [batch, 3, rows, columns] for a weight of shape [6, 3, 3, 3]."),
        ([2, 3, 9], "Conv2d got a tensor of shape [2, 3, 9]; it takes [batch, 3, rows, columns] for a weight of shape [6, 3, 3, 3]."),
        ([2, 3, 0, 5], "Conv2d got a tensor of shape [2, 3, 0, 5]; it takes at least 1 rows and 1 columns, so that the window of a weight of shape [6, 3, 3, 3] fits, with padding 1 and dilation 1."),
    ];

    [Fact]
    public void Gradients_over_several_blocks_of_samples_agree_with_differences()
    {
        var layer = Large.Create();
        GradientCheck.Holds([Large.Input], (_, inputs) => layer.Forward(inputs[0]), layer);
    }
}
