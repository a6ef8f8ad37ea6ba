using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class FlattenTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 4)
        from length in Gen.Choose(1, 9)
        select new LayerCase([batch, channels, length], () => new Flatten(), "Flatten");

    protected override LayerCase Large => new([50, 20, 61], () => new Flatten(), "Flatten");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([5], "Flatten got a tensor of shape [5]; it takes at least 2 axes."),
    ];
}
