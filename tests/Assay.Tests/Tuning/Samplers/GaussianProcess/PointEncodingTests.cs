using Assay.Tuning;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class PointEncodingTests
{
    private static readonly SearchSpace Tree = new(new ParameterSpace([
        new("algo", new CategoricalDistribution([ParameterValue.Of("svm"), ParameterValue.Of("rf"), ParameterValue.Of("none")])),
        new("c", new FloatDistribution(0, 2)) { When = "algo == 'svm'" },
        new("kernel", new CategoricalDistribution([ParameterValue.Of("rbf"), ParameterValue.Of("poly")])) { When = "algo == 'svm'" },
        new("fixed", new IntDistribution(3, 3))]));

    [Theory]
    [InlineData(0, 0.0, 0, 0, 2.0, 0, 1.0, "both in play: by place")]
    [InlineData(0, 1.0, 0, 0, 1.0, 1, 1.0, "choices that differ")]
    [InlineData(1, double.NaN, double.NaN, 2, double.NaN, double.NaN, 1.0, "both out of play: only algo differs")]
    [InlineData(0, 1.0, 0, 1, double.NaN, double.NaN, 1.0 + (1.0 / 12) + 1, "one out of play, the other in the middle")]
    [InlineData(0, 0.0, 0, 1, double.NaN, double.NaN, 1.0 + (1.0 / 4) + (1.0 / 12) + 1, "one out of play, the other at the end")]
    public void Points_are_as_far_apart_as_the_tree_says(double algo, double c, double kernel, double otherAlgo, double otherC, double otherKernel, double expected, string why)
    {
        var encoding = new PointEncoding(Tree);
        Assert.Equal(3, encoding.Groups.Count);
        double[] one = [algo, c, kernel, 3];
        double[] other = [otherAlgo, otherC, otherKernel, 3];
        var columns = GaussianProcessReference.Columns(encoding, [one, other]);
        var squares = new double[4];
        var encoded = new double[encoding.Columns];
        encoding.Encode(other, encoded);
        encoding.Distances(columns, 2, encoded, encoding.Spread([1, 1, 1]), squares);
        Assert.True(Math.Abs(expected - squares[0]) < 1e-12, $"{why}: {squares[0]}");
        Assert.Equal(0, squares[1]);

        var triangle = new double[Triangle.Size(2)];
        var sum = 0.0;
        for (var group = 0; group < 3; group++)
        {
            encoding.Distances(columns, 2, group, triangle);
            sum += triangle[Triangle.Offset(1)];
            Assert.Equal(triangle[Triangle.Offset(1)], triangle.Sum());
        }

        Assert.Equal(expected, sum, 1e-12);
    }
}
