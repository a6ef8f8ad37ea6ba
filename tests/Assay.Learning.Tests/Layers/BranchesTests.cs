using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Layers;

public sealed class BranchesTests : LayerConformance
{
    protected override Gen<LayerCase> Cases =>
        from rows in Gen.Choose(1, 4)
        from width in Gen.Choose(1, 9)
        from outputs in Gen.Choose(1, 9)
        from joining in Gen.Elements(Joining.Concatenate, Joining.Sum)
        select new LayerCase([rows, width], () => new Branches(joining, new Linear(width, outputs), new Sequential(new Linear(width, outputs), new Tanh())), $"Branches({joining}, {width}, {outputs})");

    protected override LayerCase Large => new([40, 5, 91], () => new Branches(Joining.Concatenate, new Conv1d(5, 4, 3, padding: 1), new Conv1d(5, 3, 1)) { Axis = 1 }, "Branches");

    protected override IReadOnlyList<string> State => ["0.weight [4, 5, 3]", "0.bias [4]", "1.weight [3, 5, 1]", "1.bias [3]"];

    protected override IReadOnlyList<(Shape Shape, string Message)> Refused => [
        ([2, 4, 7], "Conv1d got a tensor of shape [2, 4, 7]; it takes [batch, 5, length] for a weight of shape [4, 5, 3]."),
    ];

    [Theory]
    [InlineData(Joining.Sum, "A sum of branches takes two tensors of one shape; they have [3, 2] and [3, 4].")]
    [InlineData(Joining.Concatenate, "Concat along axis 0 takes tensors whose other axes are equal; it got [3, 2] and [3, 4]. (Parameter 'tensors')")]
    public void Outputs_that_do_not_fit_together_are_named(Joining joining, string message)
    {
        using var engine = new Engine();
        var layer = new Branches(joining, new Linear(5, 2), new Linear(5, 4)) { Axis = 0 };
        layer.Initialize(engine);
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[15], [3, 5]);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => { layer.Forward(input); }).Message);
    }
}
