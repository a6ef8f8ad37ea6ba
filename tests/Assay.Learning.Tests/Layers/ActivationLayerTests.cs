using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class ReluLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Relu(), "Relu()");

    protected override LayerCase Large => new([120, 301], () => new Relu(), "Relu");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}

public sealed class GeluLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Gelu(), "Gelu()");

    protected override LayerCase Large => new([120, 301], () => new Gelu(), "Gelu");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}

public sealed class SiluLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Silu(), "Silu()");

    protected override LayerCase Large => new([120, 301], () => new Silu(), "Silu");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}

public sealed class EluLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Elu(), "Elu()");

    protected override LayerCase Large => new([120, 301], () => new Elu(), "Elu");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}

public sealed class SigmoidLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Sigmoid(), "Sigmoid()");

    protected override LayerCase Large => new([120, 301], () => new Sigmoid(), "Sigmoid");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}

public sealed class TanhLayerTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 35)
        select new LayerCase([rows, columns], () => new Tanh(), "Tanh()");

    protected override LayerCase Large => new([120, 301], () => new Tanh(), "Tanh");

    protected override IReadOnlyList<string> State => [];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [];
}
