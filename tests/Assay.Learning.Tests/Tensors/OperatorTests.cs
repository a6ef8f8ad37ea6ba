using Assay.Learning.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Tensors;

public sealed class OperatorTests
{
    [Fact]
    public void Two_operands_have_the_gradients_of_differences()
    {
        foreach (var (left, right) in (IEnumerable<(Shape, Shape)>)[([3, 5], [3, 5]), ([2, 3, 5], [5]), ([2, 3, 5], [3, 5]), ([5], [3, 5]), ([7, 3], []), ([], [7, 3]), ([2, 1], [2, 1]), ([4, 1], [1])])
        {
            GradientCheck.Holds([left, right], (_, x) => x[0] + x[1]);
            GradientCheck.Holds([left, right], (_, x) => x[0] - x[1]);
            GradientCheck.Holds([left, right], (_, x) => x[0] * x[1]);
            GradientCheck.Holds([left, right], (_, x) => x[0] / (x[1].Square() + 0.5));
        }
    }

    [Fact]
    public void One_operand_has_the_gradient_of_differences()
    {
        Shape shape = [3, 7];
        GradientCheck.Holds([shape], (_, x) => -x[0]);
        GradientCheck.Holds([shape], (_, x) => (2 - (3 * x[0])) + (x[0] / 4) - 1 + (1 + x[0]) + (x[0] - 2));
        GradientCheck.Holds([shape], (_, x) => 3 / (x[0].Square() + 1));
        GradientCheck.Holds([shape], (_, x) => x[0].Exp());
        GradientCheck.Holds([shape], (_, x) => (x[0].Square() + 0.1).Log());
        GradientCheck.Holds([shape], (_, x) => (x[0].Square() + 0.1).Sqrt());
        GradientCheck.Holds([shape], (_, x) => x[0].Softmax());
        GradientCheck.Holds([shape], (_, x) => x[0].Sum());
        GradientCheck.Holds([shape], (_, x) => x[0].Mean());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void Sums_and_parts_of_an_axis_have_the_gradients_of_differences(int axis)
    {
        GradientCheck.Holds([[3, 4, 5]], (_, x) => x[0].Sum(axis));
        GradientCheck.Holds([[3, 4, 5]], (_, x) => x[0].Mean(axis));
        GradientCheck.Holds([[3, 4, 5]], (_, x) => x[0].Slice(axis, 1, 2));
        GradientCheck.Holds([[3, 4, 5], [3, 4, 5]], (_, x) => Tensor.Concat([x[0], x[1], x[0]], axis));
    }

    [Fact]
    public void Products_and_other_shapes_have_the_gradients_of_differences()
    {
        GradientCheck.Holds([[2, 3, 4], [4, 5]], (_, x) => x[0].MatMul(x[1]));
        GradientCheck.Holds([[4, 4]], (_, x) => x[0].MatMul(x[0]));
        GradientCheck.Holds([[2, 20, 3]], (_, x) => x[0].Transpose());
        GradientCheck.Holds([[2, 6]], (_, x) => x[0].Reshape([3, 4]).Square() + x[0].Reshape([3, 4]));
        GradientCheck.Holds([[2, 6]], (_, x) => x[0].Exp().Reshape([3, 4]).Transpose());
        GradientCheck.Holds([[2, 6]], (_, x) => x[0].Exp().Flatten(0));
    }

    [Fact]
    public void A_tensor_that_is_used_several_times_gets_the_sum_of_its_gradients()
    {
        GradientCheck.Holds([[3, 5]], (_, x) => x[0] + x[0]);
        GradientCheck.Holds([[3, 5]], (_, x) => (x[0] * x[0]) - x[0].Exp());
        GradientCheck.Holds([[3, 5]], (_, x) =>
        {
            var y = x[0].Exp();
            return (y + y) + (y * y.Slice(0, 1, 1).Reshape([5])) + y.Transpose().Transpose() + (y.Softmax() / y.Sum()) + y.Mean(0) - y;
        });
    }

    [Fact]
    public void Definitions_hold()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var x = step.Tensor([1, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal([11, 22, 33, 14, 25, 36], (x + step.Tensor([10, 20, 30], [3])).ToArray());
        Assert.Equal([9, 18, 27, 6, 15, 24], (step.Tensor([10, 20, 30], [3]) - x).ToArray());
        Assert.Equal([0.5f, 1, 1.5f, 2, 2.5f, 3], (x / step.Tensor([2], [])).ToArray());
        Assert.Equal(21, x.Sum().Item);
        Assert.Equal(3.5, x.Mean().Item);
        Assert.Equal([6, 15], x.Sum(-1).ToArray());
        Assert.Equal([2.5f, 3.5f, 4.5f], x.Mean(0).ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], x.Transpose().ToArray());
        Assert.Equal([14, 32, 32, 77], x.MatMul(x.Transpose()).ToArray());
        Assert.Equal([2, 3, 5, 6], x.Slice(1, 1, 2).ToArray());
        Assert.Equal([1, 2, 3, 1, 4, 5, 6, 4], Tensor.Concat([x, x.Slice(1, 0, 1)]).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], x.Reshape([3, 2]).ToArray());
        Assert.Equal(Shape.Create([3, 2]), x.Reshape([3, 2]).Shape);
    }

    [Fact]
    public void A_softmax_of_large_numbers_sums_to_one_and_is_no_logit()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var softmax = step.Tensor([1000, 1001, -1000, 5, 5, 5], [2, 3]).Softmax();
        Assert.Equal([1, 1], softmax.Sum(-1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Throws<ArgumentException>(() => softmax.AsLogits());
        Assert.Throws<ArgumentException>(() => softmax.Reshape([6]).AsLogits());
    }

    [Fact]
    public void A_NaN_stays_visible()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var x = step.Tensor([1, float.NaN, 2], [3]);
        foreach (var y in (Tensor[])[-x, x + x, 0 * x, x.Exp(), x.Log(), x.Sqrt(), x.Square(), 1 / x, x.Apply(Learning.Layers.Activation.Relu)])
            Assert.True(float.IsNaN(y.ToArray()[1]));
        Assert.True(double.IsNaN(x.Sum().Item));
        Assert.All(x.Softmax().ToArray(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var values = new float[300 * 301];
        new Learning.Layers.Initializer.Normal(1).Fill(values, [300, 301], new(4));
        var expected = Of(1);
        Assert.Equal(expected, Of(2));
        Assert.Equal(expected, Of(3));

        float[] Of(int threads)
        {
            using var engine = new Engine(new() { Threads = threads });
            using var step = engine.BeginStep();
            var x = step.Tensor(values, [300, 301]);
            var row = x.Mean(0);
            var y = (((x * row) - x.Softmax()) / (x.Square() + 1)) + x.Sum();
            return Tensor.Concat([y.Transpose().Flatten(0), y.Sum(-1), y.Sum(0), y.Mean().Reshape([1]), y.Slice(1, 3, 200).Flatten(0)]).ToArray();
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var x = step.Tensor(new float[6], [2, 3]);
        var y = step.Tensor(new float[2], [2]);
        Refuses("Addition takes two tensors of one shape, or one whose shape ends in that of the other; they have [2, 3] and [2].", () => x + y);
        Refuses("Subtraction takes two tensors of one shape, or one whose shape ends in that of the other; they have [2] and [2, 3].", () => y - x);
        Refuses("Multiplication takes two tensors of one shape, or one whose shape ends in that of the other; they have [2, 3] and [2].", () => x * y);
        Refuses("Division takes two tensors of one shape, or one whose shape ends in that of the other; they have [2, 3] and [2].", () => x / y);
        Refuses("A matrix product takes […, K] and [K, N]; it got [2, 3] and [2, 3].", () => x.MatMul(x));
        Refuses("Reshape got a tensor of shape [2, 3] with 6 elements; [4] has 4. (Parameter 'shape')", () => x.Reshape([4]));
        Refuses("Transpose got a tensor of shape [2]; it takes […, rows, columns].", () => y.Transpose());
        Refuses("Concat along axis 1 takes tensors whose other axes are equal; it got [2, 3] and [2]. (Parameter 'tensors')", () => Tensor.Concat([x, y]));
        Refuses("Concat takes at least one tensor. (Parameter 'tensors')", () => Tensor.Concat([]));
        Refuses("Softmax got a tensor of shape []; it takes […, classes].", () => x.Sum().Softmax());
        Assert.StartsWith("A slice of 2 from 2 does not lie within axis 1 of a tensor of shape [2, 3], which has 3.", Assert.Throws<ArgumentOutOfRangeException>(() => x.Slice(1, 2, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Sum(2));
    }

    private static void Refuses(string message, Func<Tensor> compute) => Assert.Equal(message, Assert.Throws<ArgumentException>(() => { compute(); }).Message);
}
