using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class SequentialLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(4, 9)
        from inputs in Gen.Choose(1, 5)
        from hidden in Gen.Choose(1, 9)
        select new LayerCase(
            [rows, inputs],
            () => new Sequential(new Linear(inputs, hidden), new Gelu(), new Dropout(0.2), new Linear(hidden, 2), new Tanh()),
            $"Sequential({inputs}, {hidden})");

    protected override LayerCase Large => new([400, 33], () => new Sequential(new Linear(33, 50), new Relu(), new Dropout(0.2), new Linear(50, 3)), "Sequential");

    protected override IReadOnlyList<string> State => ["0.weight [50, 33]", "0.bias [50]", "3.weight [3, 50]", "3.bias [3]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 32], "Linear got a tensor of shape [2, 32]; it takes […, 33] for a weight of shape [50, 33]."),
    ];
}
