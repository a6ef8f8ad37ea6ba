using System.Text.Json;
using Assay.Evaluation;

namespace Assay.Numerics.Tests.Evaluation;

public sealed class MultiClassTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Metrics_are_scikit_learn_s(int number)
    {
        var expected = Reference.Cases("classes").ElementAt(number);
        var (name, labels, classes) = (expected.Name(), expected.GetProperty("labels").Integers(), expected.GetProperty("classes").GetInt32());
        var probabilities = Table(expected, classes, labels.Length);
        var matrix = MultiClassMetrics.Confusion(probabilities, labels);
        for (var cell = 0; cell < classes * classes; cell++)
            Assert.Equal(expected.GetProperty("confusion")[cell].GetInt64(), matrix[cell / classes, cell % classes]);
        Reference.Same(expected.GetProperty("accuracy"), matrix.Accuracy, name);
        Reference.Same(expected.GetProperty("mcc"), matrix.Mcc, $"{name}: mcc");
        Reference.Same(expected.GetProperty("kappa"), matrix.Kappa, $"{name}: kappa");
        Reference.Same(expected.GetProperty("logLoss"), MultiClassMetrics.LogLoss(probabilities, labels), $"{name}: log loss");
        Reference.Same(expected.GetProperty("top2"), MultiClassMetrics.TopK(probabilities, labels, 2), $"{name}: top 2");
        var present = expected.GetProperty("present").Integers();
        for (var i = 0; i < present.Length; i++)
            Reference.Same(expected.GetProperty("f1PerClass")[i], matrix.F1.PerLabel[present[i]], $"{name}: F1 of class {present[i]}");
        SameAverages(expected.GetProperty("f1"), matrix.F1, $"{name}: F1");
        SameAverages(expected.GetProperty("precision"), matrix.Precision, $"{name}: precision");
        if (expected.GetProperty("auroc").ValueKind == JsonValueKind.Null)
            return;
        SameAverages(expected.GetProperty("recall"), matrix.Recall, $"{name}: recall");
        Reference.Same(expected.GetProperty("balancedAccuracy"), matrix.BalancedAccuracy, $"{name}: balanced accuracy");
        var auroc = MultiClassMetrics.Auroc(probabilities, labels);
        Reference.Same(expected.GetProperty("auroc").GetProperty("macro"), auroc.Macro, $"{name}: auroc");
        Reference.Same(expected.GetProperty("auroc").GetProperty("weighted"), auroc.Weighted, $"{name}: auroc");
    }

    [Fact]
    public void A_class_that_does_not_occur_is_excluded_from_mean_recall_and_counted()
    {
        var matrix = ConfusionMatrix.Of([0, 0, 1, 1], [0, 2, 1, 1], 4);
        Assert.Equal(0.75, matrix.BalancedAccuracy.Value);
        Assert.Equal((2, 2), (matrix.Recall.Defined, matrix.Recall.Undefined));
        Assert.Equal("no sample is positive", matrix.Recall.PerLabel[3].Reason);
        Assert.Equal("nothing is called positive", matrix.Precision.PerLabel[3].Reason);
        Assert.False(matrix.F1.PerLabel[3].IsDefined);
        Assert.Equal(0, matrix.F1.PerLabel[2].Value); // called, never right
    }

    [Fact]
    public void Correlation_with_a_constant_is_undefined_instead_of_0()
    {
        Assert.Equal("every sample is called the same", ConfusionMatrix.Of([0, 1, 2], [1, 1, 1], 3).Mcc.Reason);
        Assert.Equal("only one class occurs", ConfusionMatrix.Of([1, 1, 1], [0, 1, 2], 3).Mcc.Reason);
        Assert.Equal("there are no samples", ConfusionMatrix.Of([], [], 3).Accuracy.Reason);
    }

    [Fact]
    public void Confidence_of_the_called_class_is_judged_against_how_often_it_is_right()
    {
        var curve = MultiClassMetrics.Confidence(new RowMajor<double>(new[] { 0.9, 0.05, 0.05, 0.05, 0.9, 0.05, 0.4, 0.35, 0.25 }, 3, 3), [0, 2, 0]);
        Assert.Equal((2, 0.9, 0.5), (curve.Bins[9].Count, curve.Bins[9].MeanProbability.Value, curve.Bins[9].PositiveRate.Value));
        Assert.Equal(((2 * 0.4) + 0.6) / 3, curve.Ece.Value, 12);
    }

    [Fact]
    public void What_is_no_class_is_named()
    {
        Assert.Contains("actual[1] is 3", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 3], [0, 0], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("predicted[0] is -1", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 1], [-1, 0], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Of([0], [0], 20_000));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0], [0, 1], 2));
    }

    internal static void SameAverages(JsonElement expected, LabelAverages actual, string what)
    {
        // Where scikit-learn warns, its mean has a 0 in it and ours leaves the class out.
        if (expected.GetProperty("macro").ValueKind != JsonValueKind.Null)
        {
            Reference.Same(expected.GetProperty("macro"), actual.Macro, $"{what}, macro");
            Reference.Same(expected.GetProperty("weighted"), actual.Weighted, $"{what}, weighted");
        }

        Reference.Same(expected.GetProperty("micro"), actual.Micro, $"{what}, micro");
    }

    // scikit-learn was given rows that sum to 1.
    private static RowMajor<double> Table(JsonElement expected, int classes, int rows)
    {
        var scores = expected.GetProperty("scores").Integers();
        return new(scores.Select((score, cell) => (double)score / scores.Skip(cell / classes * classes).Take(classes).Sum()).ToArray(), rows, classes);
    }
}
