using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class DropoutLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        from tenths in Gen.Choose(0, 9)
        select new LayerCase([rows, columns], () => new Dropout(tenths / 10.0), $"Dropout({tenths}/10)");

    protected override LayerCase Large => new([120, 301], () => new Dropout(0.3), "Dropout");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];

    [Fact]
    public void Evaluation_leaves_every_number_as_it_is()
    {
        using var trial = new LayerTrial(Large);
        Assert.Equal(trial.Input.ToArray(), trial.Evaluate());
    }
}
