using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class IdentityLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Identity(), "Identity()");

    protected override LayerCase Large => new([120, 301], () => new Identity(), "Identity");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}
