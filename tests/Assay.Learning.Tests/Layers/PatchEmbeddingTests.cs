using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class PatchEmbeddingTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 3)
        from length in Gen.Choose(1, 6)
        from stride in Gen.Choose(1, 7)
        from width in Gen.Choose(1, 5)
        from mixing in Gen.Elements(true, false)
        from alignment in Gen.Elements(PatchAlignment.Start, PatchAlignment.End)
        from extra in Gen.Choose(0, 12)
        select new LayerCase(
            [batch, channels, length + extra],
            () => new PatchEmbedding(channels, length, stride, width, mixing, alignment),
            $"PatchEmbedding({channels}, {length}, {stride}, {width}, {mixing}, {alignment})");

    protected override LayerCase Large => new([40, 10, 80], () => new PatchEmbedding(10, 16, 8, 24), "PatchEmbedding");

    protected override IReadOnlyList<string> State => ["proj.weight [24, 160]", "proj.bias [24]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 9, 80], "PatchEmbedding got a tensor of shape [2, 9, 80]; it takes [batch, 10, time] with at least 16 steps, one patch."),
        ([2, 10, 15], "PatchEmbedding got a tensor of shape [2, 10, 15]; it takes [batch, 10, time] with at least 16 steps, one patch."),
    ];

    [Theory]
    [InlineData(80, 9, 0)]
    [InlineData(60, 6, 4)]
    [InlineData(75, 8, 3)]
    [InlineData(16, 1, 0)]
    public void Steps_that_no_patch_holds_are_counted(int steps, int patches, int unused)
    {
        var layer = new PatchEmbedding(1, 16, 8, 4);
        Assert.Equal(patches, layer.PatchCount(steps));
        Assert.Equal(unused, layer.UnusedSteps(steps));
    }

    [Fact]
    public void Patches_at_the_end_hold_the_last_step()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var series = step.Tensor([0, 1, 2, 3, 4, 5, 6], [1, 1, 7]);
        Assert.Equal([0, 1, 2, 2, 3, 4, 4, 5, 6], series.Patches(3, 2, mixing: true).ToArray());
        Assert.Equal([1, 2, 3, 4, 4, 5, 6, 7], step.Tensor([0, 1, 2, 3, 4, 5, 6, 7], [1, 1, 8]).Patches(4, 3, mixing: false, skip: 1).ToArray());
    }
}
