using System.Text.Json;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Foundation.Randomness;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Evaluation.Calibration;

public sealed class CalibrationTests
{
    /// <summary>scikit-learn's solvers stop when a step is about this small; ours go on.</summary>
    private const double SolverTolerance = 2e-5;

    private const double Tolerance = 1e-12;

    public static TheoryData<int> Cases => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Curves_are_those_of_logistic_regression(int number)
    {
        var (expected, scores, labels) = Case(number);
        var plain = PlattCalibrator.Fit<double>(scores, labels, "valid", new() { SmoothedTargets = false });
        Near(expected.GetProperty("platt"), [plain.Slope, plain.Offset]);
        var smoothed = PlattCalibrator.Fit<double>(scores, labels, "valid");
        Near(expected.GetProperty("plattSmoothed"), [smoothed.Slope, smoothed.Offset]);
        var ofProbability = PlattCalibrator.Fit<double>(scores, labels, "valid", new() { OfProbability = true, SmoothedTargets = false, InversePenalty = 1 });
        Near(expected.GetProperty("plattOnProbability"), [ofProbability.Slope, ofProbability.Offset]);
        var beta = BetaCalibrator.Fit<double>(scores, labels, "valid");
        Near(expected.GetProperty("beta"), [beta.A, beta.B, beta.C]);
        Reference.Same(expected.GetProperty("temperature"), TemperatureCalibrator.Fit<double>(scores, labels, "valid").Temperature, "temperature", SolverTolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Isotonic_regression_is_scikit_learn_s(int number)
    {
        var (expected, scores, labels) = Case(number);
        var fitted = IsotonicCalibrator.Fit<double>(scores, labels, "valid").Apply<double>(expected.GetProperty("probe").Doubles());
        for (var i = 0; i < fitted.Length; i++)
            Reference.Same(expected.GetProperty("isotonic")[i], fitted[i], $"at {i}");
    }

    [Fact]
    public void Logits_and_probabilities_give_one_curve()
    {
        var (_, scores, labels) = Case(0);
        var logits = scores.Select(p => Math.Log(p / (1 - p))).ToArray();
        var (ofLogits, ofProbabilities) = (PlattCalibrator.FitLogits<double>(logits, labels, "valid"), PlattCalibrator.Fit<double>(scores, labels, "valid"));
        Assert.Equal(ofProbabilities.Slope, ofLogits.Slope, 9);
        var direct = new double[logits.Length];
        ofLogits.ApplyLogits(logits, direct);
        Assert.Equal(ofProbabilities.Apply<double>(scores).Zip(direct).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 9);
    }

    [Fact]
    public void A_calibration_never_turns_the_order_of_two_probabilities() =>
        Prop.ForAll(Drawn.Arbitrary, drawn => Enum.GetValues<CalibrationMethod>().All(method =>
        {
            if (Calibrator.WhyNot<double>(method, drawn.Scores, drawn.Labels) is not null)
                return true;
            var calibrator = Calibrator.Fit<double>(method, drawn.Scores, drawn.Labels, "valid");
            var line = calibrator.Apply<double>(Enumerable.Range(0, 201).Select(i => i / 200.0).ToArray());
            var steps = line.Zip(line.Skip(1), (left, right) => right - left).ToArray();
            // Platt's slope may come out negative, for a model that is wrong more often than right: then all falls.
            return line.All(p => p is >= 0 and <= 1) && (steps.All(step => step >= -Tolerance) || (method == CalibrationMethod.Platt && steps.All(step => step <= Tolerance)));
        })).Holds(200);

    [Fact]
    public void Isotonic_levels_are_the_shares_of_positives_of_their_samples() =>
        Prop.ForAll(Drawn.Arbitrary, drawn =>
        {
            if (Calibrator.WhyNot<double>(CalibrationMethod.Isotonic, drawn.Scores, drawn.Labels) is not null)
                return true;
            var fitted = IsotonicCalibrator.Fit<double>(drawn.Scores, drawn.Labels, "valid").Apply<double>(drawn.Scores);
            return fitted.Select((level, i) => (level, label: drawn.Labels[i])).GroupBy(sample => Math.Round(sample.level, 9))
                .All(block => Math.Abs(block.Key - block.Average(sample => sample.label ? 1.0 : 0)) < 1e-8);
        }).Holds(200);

    [Fact]
    public void What_was_fitted_on_one_split_is_reported_on_another_before_and_after()
    {
        // A model that is too sure: the logit of what is true is half of what it says.
        var draw = new Seed(3).For("calibration");
        var scores = Enumerable.Range(0, 6000).Select(i => 0.005 + (0.99 * draw.Uniform((ulong)i))).ToArray();
        var labels = scores.Select((p, i) => draw.Uniform((ulong)i + 10_000) < 1 / (1 + Math.Sqrt((1 - p) / p))).ToArray();
        var (half, rest) = (scores.Length / 2, scores.Length / 2);
        foreach (var method in Enum.GetValues<CalibrationMethod>())
        {
            var calibrator = Calibrator.Fit<double>(method, scores.AsSpan(0, half), labels.AsSpan(0, half), "valid");
            var report = CalibrationReport.Of<double>(calibrator, scores.AsSpan(half), labels.AsSpan(half), "test");
            Assert.Equal((method, "valid", "test", false), (report.Method, report.FittedOn.Name, report.ReportedOn.Name, report.IsOptimistic));
            Assert.Equal(rest, report.After.Reliability.Count);
            Assert.True(report.After.Brier.Value < report.Before.Brier.Value, $"{method}: Brier score {report.Before.Brier} became {report.After.Brier}.");
            Assert.True(report.After.Ece.Value < report.Before.Ece.Value / 2, $"{method}: calibration error {report.Before.Ece} became {report.After.Ece}.");
        }

        var same = Calibrator.Fit<double>(CalibrationMethod.Platt, scores, labels, "valid");
        Assert.True(CalibrationReport.Of<double>(same, scores, labels, "valid").IsOptimistic);
    }

    [Fact]
    public void A_fit_makes_the_loss_of_its_own_samples_no_worse()
    {
        for (var number = 0; number < 3; number++)
        {
            var (_, scores, labels) = Case(number);
            var before = BinaryMetrics.LogLoss<double>(scores, labels).Value;
            foreach (var method in new[] { CalibrationMethod.Temperature, CalibrationMethod.Beta })
                Assert.True(BinaryMetrics.LogLoss<double>(Calibrator.Fit<double>(method, scores, labels, "valid").Apply<double>(scores), labels).Value <= before + Tolerance);
            Assert.True(BinaryMetrics.Brier<double>(Calibrator.Fit<double>(CalibrationMethod.Isotonic, scores, labels, "valid").Apply<double>(scores), labels).Value
                <= BinaryMetrics.Brier<double>(scores, labels).Value + Tolerance);
        }
    }

    [Fact]
    public void Separated_classes_have_a_smoothed_curve_and_no_plain_one()
    {
        double[] scores = [0.1, 0.2, 0.8, 0.9];
        bool[] labels = [false, false, true, true];
        var smoothed = PlattCalibrator.Fit<double>(scores, labels, "valid");
        Assert.InRange(smoothed.Of(0.9), 0.6, 0.9);
        var refusal = Assert.Throws<ArgumentException>(() => PlattCalibrator.Fit<double>(scores, labels, "valid", new() { SmoothedTargets = false }));
        Assert.Contains("do not overlap", refusal.Message, StringComparison.Ordinal);
        Assert.True(TemperatureCalibrator.Fit<double>(scores, labels, "valid").IsAtBound);
        Assert.True(TemperatureCalibrator.Fit<double>(scores, new[] { true, true, false, false }, "valid").IsAtBound);
    }

    [Fact]
    public void Samples_that_nothing_can_be_fitted_to_are_refused_with_the_reason()
    {
        foreach (var method in Enum.GetValues<CalibrationMethod>())
        {
            Assert.Equal("there are no samples", Calibrator.WhyNot<double>(method, [], Array.Empty<bool>()));
            Assert.Equal("no sample is positive", Calibrator.WhyNot<double>(method, [0.1, 0.2], new[] { 0, 0 }));
            Assert.Equal("every sample is positive", Calibrator.WhyNot<double>(method, [0.1, 0.2], new[] { 1, 1 }));
            Assert.Equal("all their probabilities are equal", Calibrator.WhyNot<double>(method, [0.2, 0.2], new[] { 0, 1 }));
            Assert.Contains("are equal", Assert.Throws<ArgumentException>(() => Calibrator.Fit<double>(method, [0.2, 0.2], new[] { 0, 1 }, "valid")).Message, StringComparison.Ordinal);
            Assert.Contains("probabilities[1] is 2", Assert.Throws<ArgumentException>(() => Calibrator.Fit<double>(method, [0.2, 2], new[] { 0, 1 }, "valid")).Message, StringComparison.Ordinal);
            Assert.Contains("is a test split", Assert.Throws<ArgumentException>(() => Calibrator.Fit<double>(method, [0.2, 0.3], new[] { 0, 1 }, "test")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Certain_probabilities_do_not_break_a_fit()
    {
        double[] scores = [0, 0, 0.4, 1, 1, 1, 0.6];
        bool[] labels = [false, true, false, true, true, false, true];
        foreach (var method in Enum.GetValues<CalibrationMethod>())
            Assert.All(Calibrator.Fit<double>(method, scores, labels, "valid").Apply<double>(scores), p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void A_label_without_positives_has_a_reason_in_the_place_of_a_calibration()
    {
        var (_, scores, labels) = Case(0);
        var table = new RowMajor<double>(scores.SelectMany(score => new[] { score, score }).ToArray(), scores.Length, 2);
        var fitted = LabelCalibration.PerLabel(CalibrationMethod.Isotonic, table, new RowMajor<bool>(labels.SelectMany(label => new[] { label, false }).ToArray(), scores.Length, 2), "valid");
        Assert.Equal(Calibrator.Fit<double>(CalibrationMethod.Isotonic, scores, labels, "valid").Of(0.3), fitted[0].Calibrator!.Of(0.3));
        Assert.Equal((null, "no sample is positive"), (fitted[1].Calibrator, fitted[1].Reason));
    }

    private static (JsonElement Expected, double[] Scores, bool[] Labels) Case(int number)
    {
        var expected = Reference.File("calibration.json")[number];
        return (expected, expected.Scores(), expected.Labels());
    }

    private static void Near(JsonElement expected, double[] actual)
    {
        for (var i = 0; i < actual.Length; i++)
            Reference.Same(expected[i], actual[i], $"parameter {i}", SolverTolerance);
    }
}
