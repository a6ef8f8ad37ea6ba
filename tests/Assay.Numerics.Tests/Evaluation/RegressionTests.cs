using Assay.Evaluation;

namespace Assay.Numerics.Tests.Evaluation;

public sealed class RegressionTests
{
    [Fact]
    public void Metrics_are_scikit_learn_s()
    {
        foreach (var expected in Reference.Cases("regression"))
        {
            var (name, actual, predicted) = (expected.Name(), expected.GetProperty("actual").Doubles(), expected.GetProperty("predicted").Doubles());
            Reference.Same(expected.GetProperty("mae"), RegressionMetrics.MeanAbsoluteError(actual, predicted), $"{name}: mae");
            Reference.Same(expected.GetProperty("rmse"), RegressionMetrics.RootMeanSquaredError(actual, predicted), $"{name}: rmse");
            Reference.Same(expected.GetProperty("r2"), RegressionMetrics.R2(actual, predicted), $"{name}: R²");
            Reference.Same(expected.GetProperty("explainedVariance"), RegressionMetrics.ExplainedVariance(actual, predicted), $"{name}: explained variance");
        }
    }

    [Fact]
    public void Undefined_has_a_reason_and_infinity_is_refused()
    {
        Assert.Equal("all true values are equal", RegressionMetrics.R2([2, 2], [2, 2]).Reason);
        Assert.Equal("there are no samples", RegressionMetrics.RootMeanSquaredError([], []).Reason);
        Assert.Equal("the squares of these values are beyond double precision", RegressionMetrics.R2([1e200, -1e200], [0, 0]).Reason);
        Assert.Contains("predicted[1] is NaN", Assert.Throws<ArgumentException>(() => RegressionMetrics.R2([1, 2], [1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("actual[0] is Infinity", Assert.Throws<ArgumentException>(() => RegressionMetrics.R2([double.PositiveInfinity, 2], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RegressionMetrics.MeanAbsoluteError([1], [1, 2]));
    }
}
