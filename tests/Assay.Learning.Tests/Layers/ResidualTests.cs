using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class ResidualTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from width in Gen.Choose(1, 9)
        select new LayerCase([rows, width], () => new Residual(new Sequential(new Linear(width, width), new Tanh())), $"Residual({width})");

    protected override LayerCase Large => new([900, 33], () => new Residual(new Linear(33, 33)), "Residual");

    protected override IReadOnlyList<string> State => ["layer.weight [33, 33]", "layer.bias [33]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 32], "Linear got a tensor of shape [2, 32]; it takes […, 33] for a weight of shape [33, 33]."),
    ];

    [Fact]
    public void A_layer_that_changes_the_shape_is_refused()
    {
        using var engine = new Engine();
        var layer = new Residual(new Flatten());
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[12], [2, 2, 3]);
        var exception = Assert.Throws<ArgumentException>(() => layer.Forward(input));
        Assert.Equal("Residual got a tensor of shape [2, 2, 3], of which its Flatten made [2, 6]; it takes a layer that keeps the shape.", exception.Message);
    }
}
