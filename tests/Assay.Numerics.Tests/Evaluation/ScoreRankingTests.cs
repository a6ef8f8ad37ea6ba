using Assay.Evaluation;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Evaluation;

public sealed class ScoreRankingTests
{
    private const double Tolerance = 1e-12; // a few dozen sums of numbers up to 1

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order() =>
        Prop.ForAll(Drawn.Arbitrary, drawn => !drawn.BothClasses || Pairs(drawn) == BinaryMetrics.Auroc<double>(drawn.Scores, drawn.Labels).Value).Holds(300);

    [Fact]
    public void Average_precision_is_the_sum_over_thresholds() =>
        Prop.ForAll(Drawn.Arbitrary, drawn => !drawn.Labels.Contains(true) || Math.Abs(Steps(drawn) - BinaryMetrics.AveragePrecision<double>(drawn.Scores, drawn.Labels).Value) < Tolerance).Holds(300);

    [Fact]
    public void Scores_with_their_signs_changed_have_the_area_above_the_curve() =>
        Prop.ForAll(Drawn.Arbitrary, drawn => !drawn.BothClasses
            || Math.Abs(1 - BinaryMetrics.Auroc<double>(drawn.Scores, drawn.Labels).Value - BinaryMetrics.Auroc<double>(drawn.Scores.Select(score => -score).ToArray(), drawn.Labels).Value) < Tolerance).Holds();

    [Fact]
    public void Only_the_order_of_scores_matters() =>
        Prop.ForAll(Drawn.Arbitrary, drawn =>
        {
            var warped = drawn.Scores.Select(score => Math.Exp(3 * score) - 100).ToArray();
            return BinaryMetrics.Auroc<double>(drawn.Scores, drawn.Labels) == BinaryMetrics.Auroc<double>(warped, drawn.Labels)
                && BinaryMetrics.AveragePrecision<double>(drawn.Scores, drawn.Labels) == BinaryMetrics.AveragePrecision<double>(warped, drawn.Labels);
        }).Holds();

    [Fact]
    public void The_order_of_samples_does_not_matter() =>
        Prop.ForAll(Drawn.Arbitrary, drawn =>
        {
            var order = Enumerable.Range(0, drawn.Scores.Length).OrderBy(i => i * 7919 % 61).ToArray();
            var (scores, labels) = (order.Select(i => drawn.Scores[i]).ToArray(), order.Select(i => drawn.Labels[i]).ToArray());
            return BinaryMetrics.Auroc<double>(drawn.Scores, drawn.Labels) == BinaryMetrics.Auroc<double>(scores, labels)
                && BinaryMetrics.AveragePrecision<double>(drawn.Scores, drawn.Labels) == BinaryMetrics.AveragePrecision<double>(scores, labels);
        }).Holds();

    [Fact]
    public void Sorting_by_digits_gives_what_comparing_gives() =>
        Prop.ForAll(Drawn.Many, drawn =>
        {
            var expected = drawn.Scores.Zip(drawn.Labels).GroupBy(pair => pair.First).OrderByDescending(group => group.Key).ToArray();
            foreach (var ranking in new[] { ScoreRanking.Of<double>(drawn.Scores, drawn.Labels), ScoreRanking.Of<float>(drawn.Scores.Select(score => (float)score).ToArray(), drawn.Labels) })
            {
                var (at, caught, alarms) = (0, 0, 0);
                foreach (var step in ranking.Steps)
                {
                    caught += expected[at].Count(pair => pair.Second);
                    alarms += expected[at].Count(pair => !pair.Second);
                    if (step != new ScoreStep(expected[at++].Key, caught, alarms))
                        return false;
                }

                if (at != expected.Length)
                    return false;
            }

            return true;
        }).Holds(6);

    [Fact]
    public void Counts_at_a_threshold_are_those_of_a_pass_over_the_scores() =>
        Prop.ForAll(Drawn.Arbitrary, drawn => drawn.Scores.Append(double.NegativeInfinity).Append(2).All(threshold =>
            ScoreRanking.Of<double>(drawn.Scores, drawn.Labels).At(threshold) == BinaryCounts.Of<double>(drawn.Scores, drawn.Labels, threshold))).Holds();

    [Fact]
    public void Precision_at_k_is_the_mean_over_the_orders_of_tied_samples()
    {
        var ranking = ScoreRanking.Of<double>([0.9, 0.5, 0.5, 0.5, 0.1], new[] { true, true, false, false, true });
        Assert.Equal(1, BinaryMetrics.PrecisionAt(ranking, 1).Value);
        Assert.Equal((1 + (1.0 / 3)) / 2, BinaryMetrics.PrecisionAt(ranking, 2).Value, 12);
        Assert.Equal(0.5, BinaryMetrics.PrecisionAt(ranking, 4).Value, 12);
        Assert.Equal(1, BinaryMetrics.RecallAt(ranking, 5).Value, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => BinaryMetrics.PrecisionAt(ranking, 6));
    }

    [Fact]
    public void Infinities_are_scores_and_minus_zero_ties_with_zero()
    {
        var ranking = ScoreRanking.Of<float>([float.PositiveInfinity, 0f, -0f, float.NegativeInfinity], new[] { 1, 1, 0, 0 });
        Assert.Equal(0.875, ranking.Auroc.Value);
        Assert.Equal(3, Count(ranking.Steps));
    }

    [Fact]
    public void One_class_is_undefined_with_the_reason()
    {
        Assert.Equal("there are no samples", BinaryMetrics.Auroc<double>([], Array.Empty<bool>()).Reason);
        Assert.Equal("no sample is positive", BinaryMetrics.Auroc<double>([1, 2], new[] { 0, 0 }).Reason);
        Assert.Equal("every sample is positive", BinaryMetrics.Auroc<double>([1, 2], new byte[] { 1, 1 }).Reason);
        Assert.Equal("no sample is positive", BinaryMetrics.AveragePrecision<double>([1, 2], new[] { 0, 0 }).Reason);
        Assert.Equal(1, BinaryMetrics.AveragePrecision<double>([1, 2], new[] { 1, 1 }).Value);
    }

    [Fact]
    public void What_no_metric_can_be_made_of_is_refused_by_name()
    {
        Assert.Contains("scores[1] is NaN", Assert.Throws<ArgumentException>(() => BinaryMetrics.Auroc<double>([1, double.NaN], new[] { 0, 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("3 scores and 2 labels", Assert.Throws<ArgumentException>(() => BinaryMetrics.Auroc<double>([1, 2, 3], new[] { 0, 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("labels[1] is 2", Assert.Throws<ArgumentException>(() => BinaryMetrics.Auroc<double>([1, 2], new[] { 0, 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("probabilities[0] is 1.5", Assert.Throws<ArgumentException>(() => BinaryMetrics.LogLoss<double>([1.5, 0], new[] { 0, 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("probabilities[1] is NaN", Assert.Throws<ArgumentException>(() => BinaryMetrics.Brier<float>([0, float.NaN], new[] { 0, 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("from -1 to 2", Assert.Throws<ArgumentException>(() => ReliabilityCurve.EqualMass(ScoreRanking.Of<double>([-1, 2], new[] { 0, 1 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibration_errors_are_between_0_and_1_and_the_largest_is_at_least_the_mean() =>
        Prop.ForAll(Drawn.Arbitrary, drawn => new[] { ReliabilityCurve.EqualWidth<double>(drawn.Scores, drawn.Labels), ReliabilityCurve.EqualMass(ScoreRanking.Of<double>(drawn.Scores, drawn.Labels), 4) }
            .All(curve => curve.Count == drawn.Scores.Length && curve.Ece.Value >= 0 && curve.Mce.Value <= 1 && curve.Ece.Value <= curve.Mce.Value + Tolerance)).Holds();

    private static int Count(ScoreRanking.StepSequence steps)
    {
        var count = 0;
        foreach (var _ in steps)
            count++;
        return count;
    }

    private static double Pairs(Drawn drawn)
    {
        var (positives, negatives) = (drawn.Scores.Where((_, i) => drawn.Labels[i]).ToArray(), drawn.Scores.Where((_, i) => !drawn.Labels[i]).ToArray());
        return positives.Sum(p => negatives.Sum(n => p > n ? 2 : p == n ? 1 : 0)) / (2.0 * positives.Length * negatives.Length);
    }

    private static double Steps(Drawn drawn)
    {
        var (sum, before, positives) = (0.0, 0.0, drawn.Labels.Count(label => label));
        foreach (var threshold in drawn.Scores.Distinct().OrderDescending())
        {
            var counts = BinaryCounts.Of<double>(drawn.Scores, drawn.Labels, threshold);
            var recall = (double)counts.TruePositives / positives;
            sum += (recall - before) * counts.Precision.Value;
            before = recall;
        }

        return sum;
    }
}
