using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class ImagePatchEmbeddingTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from size in Gen.Choose(1, 3)
        from width in Gen.Choose(1, 5)
        from rows in Gen.Choose(1, 3)
        from columns in Gen.Choose(1, 3)
        select new LayerCase([batch, channels, size * rows, size * columns], () => new ImagePatchEmbedding(channels, size, width), $"ImagePatchEmbedding({channels}, {size}, {width})");

    protected override LayerCase Large => new([30, 3, 20, 20], () => new ImagePatchEmbedding(3, 5, 24), "ImagePatchEmbedding");

    protected override IReadOnlyList<string> State => ["proj.weight [24, 3, 5, 5]", "proj.bias [24]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 3, 20, 21], "ImagePatchEmbedding got a tensor of shape [2, 3, 20, 21]; it takes [batch, 3, rows, columns] with rows and columns that are multiples of 5."),
    ];
}
