using Assay.Foundation.Randomness;
using Assay.Tuning.Samplers.GaussianProcess;
using static Assay.Tests.Tuning.Samplers.GaussianProcess.GaussianProcessReference;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class PosteriorTests
{
    // Condition numbers reach 1e5; both sides work in double precision.
    private const double Tolerance = 1e-9;

    [Fact]
    public void Means_and_variances_are_those_of_scikit_learn()
    {
        foreach (var item in Section("processes").EnumerateArray())
        {
            var weights = item.Doubles("weights");
            var posterior = Learnt(new PointEncoding(UnitCube(weights.Length)), new Hyperparameters(weights, item.Double("scale"), item.Double("noise")), item.Rows("x"), item.Doubles("y"));
            var (means, variances) = (item.Doubles("mean"), item.Doubles("variance"));
            foreach (var (point, index) in item.Rows("at").Select((point, index) => (point, index)))
            {
                var (mean, variance) = posterior.At(point);
                Assert.Equal(means[index], mean, Tolerance);
                Assert.Equal(variances[index], variance, Tolerance);
                Assert.Equal(means[index], posterior.MeanAt(point), Tolerance);
            }
        }
    }

    [Fact]
    public void A_point_without_a_value_leaves_the_mean_as_it_is_and_takes_the_uncertainty_around_it()
    {
        var encoding = new PointEncoding(UnitCube(2));
        var hyper = new Hyperparameters([4, 9], 1.2, 1e-3);
        var (points, values) = Random(2, 7);
        var without = Learnt(encoding, hyper, points, values);
        var with = Learnt(encoding, hyper, [.. points, [0.4, 0.6]], values);
        var (mean, variance) = without.At([0.41, 0.58]);
        var (meanAfter, varianceAfter) = with.At([0.41, 0.58]);
        Assert.Equal(mean, meanAfter, Tolerance);
        Assert.True(varianceAfter < 0.2 * variance, $"{varianceAfter} after {variance}");
    }

    [Fact]
    public void What_grew_was_cut_back_and_grew_again_is_what_was_built_at_once_bit_for_bit()
    {
        var encoding = new PointEncoding(UnitCube(3));
        var hyper = new Hyperparameters([4, 1, 9], 1.2, 1e-3);
        var (points, values) = Random(3, 23);
        var (others, _) = Random(3, 9, 99);
        var grown = Learnt(encoding, hyper, [.. points.Take(14), .. others], [.. values.Take(14)]);
        grown.Truncate(14);
        foreach (var point in points.Skip(14))
            grown.Add(point);
        grown.Learn(values, hasMean: false);
        Assert.Equal(Learnt(encoding, hyper, points, values).At([0.3, 0.1, 0.8]), grown.At([0.3, 0.1, 0.8]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gradient_of_a_criterion_is_that_of_finite_differences(bool isImprovement)
    {
        const double Step = 1e-6;
        for (var seed = 1; seed <= 20; seed++)
        {
            var (points, values) = Random(3, 5 + seed, seed);
            var posterior = Learnt(new PointEncoding(UnitCube(3)), new Hyperparameters([4, 0.5, 20], 1.2, 1e-3), points, values);
            posterior.Learn(values);
            ICriterion criterion = isImprovement ? new Improvement(values.Min()) : new OptimisticLoss(2);
            var at = Random(3, 1, 1000 + seed).Points[0];
            var gradient = new double[2];
            var value = posterior.Judge(at, criterion, [0, 2], gradient);
            Assert.Equal(posterior.Judge(at, criterion), value, 1e-12 * Math.Max(1, Math.Abs(value)));
            for (var index = 0; index < 2; index++)
            {
                var (up, down) = (at.ToArray(), at.ToArray());
                up[2 * index] += Step;
                down[2 * index] -= Step;
                var expected = (posterior.Judge(up, criterion) - posterior.Judge(down, criterion)) / (2 * Step);
                Assert.Equal(expected, gradient[index], 1e-5 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    private static (double[][] Points, double[] Values) Random(int size, int count, int seed = 1)
    {
        var random = new RandomSequence(new Seed((ulong)seed));
        var points = new double[count][];
        var values = new double[count];
        for (var row = 0; row < count; row++)
        {
            points[row] = new double[size];
            for (var index = 0; index < size; index++)
                points[row][index] = random.Uniform();
            values[row] = random.Normal();
        }

        return (points, values);
    }
}
