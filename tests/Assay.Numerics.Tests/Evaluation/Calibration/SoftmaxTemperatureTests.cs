using Assay.Evaluation;
using Assay.Evaluation.Calibration;

namespace Assay.Numerics.Tests.Evaluation.Calibration;

public sealed class SoftmaxTemperatureTests
{
    /// <summary>scipy's bounded search ends where the loss no longer differs in double precision: half the digits of the place.</summary>
    private const double SearchTolerance = 2e-7;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_temperature_is_the_one_scipy_finds(int number)
    {
        var expected = Reference.File("softmax.json")[number];
        var classes = expected.GetProperty("classes").GetInt32();
        var scores = expected.Scores();
        var actual = expected.GetProperty("actual").Integers();
        var table = new RowMajor<double>(scores, actual.Length, classes);
        var fitted = SoftmaxTemperature.Fit(table, actual, "valid");
        Reference.Same(expected.GetProperty("temperature"), fitted.Temperature, "temperature", SearchTolerance);
        Assert.Equal((actual.Length, classes, false), (fitted.Samples, fitted.Classes, fitted.IsAtBound));
        var after = fitted.Apply(table);
        Reference.Same(expected.GetProperty("lossAfter"), MultiClassMetrics.LogLoss(after, actual), "loss");
        var first = expected.GetProperty("first").Doubles();
        for (var i = 0; i < classes; i++)
            Reference.Same(first[i], after.Row(0)[i], $"class {i}", SearchTolerance);
        Assert.Equal(MultiClassMetrics.Decisions(table), MultiClassMetrics.Decisions(after));
    }

    [Fact]
    public void Of_two_classes_it_is_the_temperature_of_the_difference()
    {
        double[] probabilities = [0.9, 0.8, 0.7, 0.3, 0.6, 0.95];
        int[] actual = [1, 0, 1, 0, 0, 1];
        var logs = probabilities.SelectMany(p => new[] { Math.Log(1 - p), Math.Log(p) }).ToArray();
        var two = SoftmaxTemperature.Fit(new RowMajor<double>(logs, 6, 2), actual, "valid");
        var one = TemperatureCalibrator.Fit<double>(probabilities, actual.Select(label => label == 1).ToArray(), "valid");
        Assert.Equal(one.Temperature, two.Temperature, 6);
    }

    [Fact]
    public void Scores_that_call_all_right_or_all_wrong_are_at_the_bounds_and_extreme_ones_stay_numbers()
    {
        double[] scores = [1e300, -1e300, 0, 5];
        var right = SoftmaxTemperature.Fit(new RowMajor<double>(scores, 2, 2), [0, 1], "valid");
        Assert.Equal((TemperatureCalibrator.Lowest, true), (right.Temperature, right.IsAtBound));
        Assert.Equal([1, 0], right.Apply(new RowMajor<double>(scores, 2, 2)).Row(0).ToArray());
        var wrong = SoftmaxTemperature.Fit(new RowMajor<float>(new float[] { 3, 0, 0, 3 }, 2, 2), [1, 0], "valid");
        Assert.Equal(TemperatureCalibrator.Highest, wrong.Temperature);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused_in_a_sentence()
    {
        Assert.Contains("there are none", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(Array.Empty<double>(), 0, 2), [], "valid")), StringComparison.Ordinal);
        Assert.Contains("all equal", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1, 1 }, 1, 2), [0], "valid")), StringComparison.Ordinal);
        Assert.Contains("two classes or more", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1 }, 1, 1), [0], "valid")), StringComparison.Ordinal);
        Assert.Contains("scores[1] is NaN", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1, double.NaN }, 1, 2), [0], "valid")), StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1, 2 }, 1, 2), [2], "valid")), StringComparison.Ordinal);
        Assert.Contains("2 labels", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1, 2 }, 1, 2), [0, 1], "valid")), StringComparison.Ordinal);
        Assert.Contains("test", Message(() => SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1, 2 }, 1, 2), [0], "test")), StringComparison.Ordinal);
        var fitted = SoftmaxTemperature.Fit(new RowMajor<double>(new double[] { 1, 2 }, 1, 2), [0], "valid");
        Assert.Contains("fitted to 2 classes", Message(() => fitted.Apply(new RowMajor<double>(new double[] { 1, 2, 3 }, 1, 3))), StringComparison.Ordinal);
    }

    private static string Message(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
