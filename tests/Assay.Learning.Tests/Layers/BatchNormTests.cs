using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class BatchNorm1dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(6, 12)
        from channels in Gen.Choose(1, 35)
        from length in Gen.Choose(0, 20)
        select new LayerCase(length == 0 ? [rows, channels] : [rows, channels, length], () => new BatchNorm1d(channels), $"BatchNorm1d({channels})");

    protected override LayerCase Large => new([40, 33, 35], () => new BatchNorm1d(33), "BatchNorm1d");

    protected override IReadOnlyList<string> State => ["weight [33]", "bias [33]", "running_mean [33]", "running_var [33]", "num_batches_tracked []"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([4, 32], "BatchNorm1d got a tensor of shape [4, 32]; it takes [batch, 33] or [batch, 33, length]."),
        ([4, 33, 2, 2], "BatchNorm1d got a tensor of shape [4, 33, 2, 2]; it takes [batch, 33] or [batch, 33, length]."),
        ([1, 33], "BatchNorm1d got a tensor of shape [1, 33]; it takes at least two values a channel in training, to have a variance."),
    ];

    [Fact]
    public void Channels_side_by_side_are_the_same_on_any_number_of_threads()
    {
        var layer = new LayerCase([900, 100], () => new BatchNorm1d(100), "BatchNorm1d");
        using var one = new LayerTrial(layer, new() { Threads = 1 });
        using var three = new LayerTrial(layer, new() { Threads = 3 });
        Assert.Equal(one.Train(), three.Train());
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics_and_leaves_them()
    {
        using var engine = new Engine();
        var layer = new BatchNorm1d(2, epsilon: 1e-9);
        layer.Initialize(engine);
        layer.RunningMean.CopyFrom([1, 2]);
        layer.RunningVariance.CopyFrom([4, 0.25f]);
        using (var step = engine.BeginStep(training: false))
            Assert.Equal([0, 2, 1, 0], layer.Forward(step.Tensor([1, 3, 3, 2], [2, 2])).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1, 2], layer.RunningMean.ToArray());
        Assert.Equal([4, 0.25f], layer.RunningVariance.ToArray());
        Assert.Equal([0], layer.BatchesTracked.ToArray());
    }
}

public sealed class BatchNorm2dTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(4, 6)
        from channels in Gen.Choose(1, 4)
        from height in Gen.Choose(1, 4)
        from width in Gen.Choose(2, 5)
        select new LayerCase([rows, channels, height, width], () => new BatchNorm2d(channels), $"BatchNorm2d({channels})");

    protected override LayerCase Large => new([20, 9, 15, 16], () => new BatchNorm2d(9), "BatchNorm2d");

    protected override IReadOnlyList<string> State => ["weight [9]", "bias [9]", "running_mean [9]", "running_var [9]", "num_batches_tracked []"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([4, 9, 2], "BatchNorm2d got a tensor of shape [4, 9, 2]; it takes [batch, 9, rows, columns]."),
        ([4, 8, 2, 2], "BatchNorm2d got a tensor of shape [4, 8, 2, 2]; it takes [batch, 9, rows, columns]."),
    ];
}
