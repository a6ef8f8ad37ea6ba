using System.Text.Json;
using Assay.Evaluation;

namespace Assay.Numerics.Tests.Evaluation;

/// <summary>Metrics of one label against scikit-learn: ties, one class, constant scores, edges of bins.</summary>
public sealed class BinaryReferenceTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Reference.Cases("binary").Count())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metrics_of_scores_are_scikit_learn_s(int number)
    {
        var expected = Reference.Cases("binary").ElementAt(number);
        var (name, labels, scores) = (expected.Name(), expected.Labels(), expected.Scores());
        var ranking = ScoreRanking.Of<double>(scores, labels);
        Reference.Same(expected.GetProperty("auroc"), ranking.Auroc, $"{name}: auroc");
        Reference.Same(expected.GetProperty("averagePrecision"), ranking.AveragePrecision, $"{name}: average precision");
        Reference.Same(expected.GetProperty("logLoss"), BinaryMetrics.LogLoss<double>(scores, labels), $"{name}: log loss");
        Reference.Same(expected.GetProperty("brier"), BinaryMetrics.Brier<double>(scores, labels), $"{name}: brier");
        var width = ReliabilityCurve.EqualWidth<double>(scores, labels);
        Reference.Same(expected.GetProperty("equalWidth")[0], width.Ece, $"{name}: ece, equal width");
        Reference.Same(expected.GetProperty("equalWidth")[1], width.Mce, $"{name}: mce, equal width");
        var mass = ReliabilityCurve.EqualMass(ranking, 5);
        Reference.Same(expected.GetProperty("equalMass")[0], mass.Ece, $"{name}: ece, equal mass");
        Reference.Same(expected.GetProperty("equalMass")[1], mass.Mce, $"{name}: mce, equal mass");
        SameCounts(expected.GetProperty("at"), BinaryCounts.Of<double>(scores, labels, 0.5), name);
        Assert.Equal(BinaryCounts.Of<double>(scores, labels, 0.5), ranking.At(0.5));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_gives_the_same_numbers(int number)
    {
        var expected = Reference.Cases("binary").ElementAt(number);
        var (labels, scores) = (expected.Labels(), expected.Scores().Select(score => (float)score).ToArray());
        var ranking = ScoreRanking.Of<float>(scores, labels);
        Reference.Same(expected.GetProperty("auroc"), ranking.Auroc, expected.Name());
        Reference.Same(expected.GetProperty("averagePrecision"), ranking.AveragePrecision, expected.Name());
        Reference.Same(expected.GetProperty("brier"), BinaryMetrics.Brier<float>(scores, labels), expected.Name());
        SameCounts(expected.GetProperty("at"), BinaryCounts.Of<float>(scores, labels, 0.5), expected.Name());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reliability_between_quantiles_is_calibration_curve_s(int number)
    {
        var expected = Reference.Cases("binary").ElementAt(number);
        if (expected.GetProperty("quantileCurve").ValueKind == JsonValueKind.Null)
            return; // calibration_curve refuses one class
        var bins = ReliabilityCurve.EqualMass(ScoreRanking.Of<double>(expected.Scores(), expected.Labels()), 5).Bins.Where(bin => bin.Count > 0).ToArray();
        var (rates, means) = (expected.GetProperty("quantileCurve")[0].Doubles(), expected.GetProperty("quantileCurve")[1].Doubles());
        Assert.Equal(rates.Length, bins.Length);
        for (var bin = 0; bin < bins.Length; bin++)
        {
            Reference.Same(rates[bin], bins[bin].PositiveRate, $"{expected.Name()}: rate of bin {bin}");
            Reference.Same(means[bin], bins[bin].MeanProbability, $"{expected.Name()}: mean of bin {bin}");
        }
    }

    internal static void SameCounts(JsonElement expected, BinaryCounts counts, string name)
    {
        Assert.Equal(expected.GetProperty("confusion").Integers(), new[] { (int)counts.TrueNegatives, (int)counts.FalsePositives, (int)counts.FalseNegatives, (int)counts.TruePositives });
        Reference.Same(expected.GetProperty("accuracy"), counts.Accuracy, $"{name}: accuracy");
        Reference.Same(expected.GetProperty("precision"), counts.Precision, $"{name}: precision");
        Reference.Same(expected.GetProperty("recall"), counts.Recall, $"{name}: recall");
        Reference.Same(expected.GetProperty("specificity"), counts.Specificity, $"{name}: specificity");
        Reference.Same(expected.GetProperty("f1"), counts.F1, $"{name}: F1");
        Reference.Same(expected.GetProperty("f2"), counts.FBeta(2), $"{name}: F2");
        Reference.Same(expected.GetProperty("fHalf"), counts.FBeta(0.5), $"{name}: F0.5");
        Reference.Same(expected.GetProperty("balancedAccuracy"), counts.BalancedAccuracy, $"{name}: balanced accuracy");
        Reference.Same(expected.GetProperty("mcc"), counts.Mcc, $"{name}: mcc");
    }
}
