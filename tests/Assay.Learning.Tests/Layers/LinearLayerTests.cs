using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class LinearLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 5)
        from inputs in Gen.Choose(1, 20)
        from outputs in Gen.Choose(1, 20)
        from bias in Gen.Elements(true, false)
        select new LayerCase([rows, inputs], () => new Linear(inputs, outputs, bias), $"Linear({inputs}, {outputs}, {bias})");

    protected override LayerCase Large => new([700, 33], () => new Linear(33, 50), "Linear");

    protected override IReadOnlyList<string> State => ["weight [50, 33]", "bias [50]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 32], "Linear got a tensor of shape [2, 32]; it takes […, 33] for a weight of shape [50, 33]."),
        ([], "Linear got a tensor of shape []; it takes […, 33] for a weight of shape [50, 33]."),
    ];
}
