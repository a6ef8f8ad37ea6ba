using Assay.Evaluation;
using Assay.Evaluation.Calibration;

namespace Assay.Budgets.Judging;

/// <summary>A calibration fitted on one file of predictions and used on another.</summary>
/// <param name="FittedOn">Where it was fitted.</param>
/// <param name="ReportedOn">Where it was used.</param>
/// <param name="Method">The kind of map.</param>
/// <param name="Labels">Each label, in the order of the reported file.</param>
public sealed record CalibratedPredictions(Predictions FittedOn, Predictions ReportedOn, CalibrationMethod Method, IReadOnlyList<LabelCalibrated> Labels)
{
    /// <summary>Whether the numbers measure the fit itself: both files have the same content, or say they are the same split.</summary>
    public bool IsOptimistic => FittedOn.Digest == ReportedOn.Digest || FittedOn.SplitName == ReportedOn.SplitName;

    /// <summary>Fits and uses.</summary>
    /// <param name="fit">Predictions to fit on: probabilities of labels that are yes or no.</param>
    /// <param name="report">Predictions to calibrate, of the same labels.</param>
    /// <param name="method">The kind of map.</param>
    /// <param name="ofProbability">For Platt's method: whether its curve is of the probability itself instead of its logit.</param>
    /// <param name="bins">Bins of the calibration errors.</param>
    /// <param name="allowTest">Whether it may be fitted on a test split.</param>
    /// <returns>The calibrated predictions.</returns>
    /// <exception cref="AssayException">The predictions are not probabilities of labels, or not of the same; or a test split is fitted on.</exception>
    public static CalibratedPredictions Of(Predictions fit, Predictions report, CalibrationMethod method, bool ofProbability = false, int bins = ReliabilityCurve.UsualBins, bool allowTest = false)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(report);
        ThresholdReport.RequireSameNames(fit, report);
        foreach (var predictions in new[] { fit, report })
        {
            ThresholdReport.RequireLabels(predictions);
            if (!predictions.AreProbabilities)
                throw new AssayException($"{predictions.Path}: scores outside 0 to 1 are no probabilities; --logits takes them for logits.");
        }

        if (fit.SplitName.IsTest && !allowTest)
            throw new AssayException($"{fit.Path}: split '{fit.SplitName}' is a test split by its name, and a calibration that is fitted on it measures itself there. Fit on a validation split, say --split <name> if it is none, or --allow-test to do it nevertheless.");
        var labels = report.Names.Select((name, label) =>
        {
            var from = fit.Names.Count == 1 ? 0 : fit.Names.ToList().IndexOf(name);
            var (scores, truth) = (fit.ScoresOf(from), fit.LabelsOf(from));
            var (others, otherTruth) = (report.ScoresOf(label), report.LabelsOf(label));
            if (Calibrator.WhyNot<double>(method, scores, truth.AsSpan()) is { } reason)
                return new LabelCalibrated(name, null, reason, others);
            Calibrator calibrator = method == CalibrationMethod.Platt
                ? PlattCalibrator.Fit<double>(scores, truth.AsSpan(), fit.SplitName, PlattOptions.Usual with { OfProbability = ofProbability }, allowTest)
                : Calibrator.Fit<double>(method, scores, truth.AsSpan(), fit.SplitName, allowTest);
            return new LabelCalibrated(name, CalibrationReport.Of<double>(calibrator, others, otherTruth.AsSpan(), report.SplitName, bins), null, calibrator.Apply<double>(others));
        });
        return new CalibratedPredictions(fit, report, method, [.. labels]);
    }

    /// <summary>The calibrated predictions as 'assay evaluate' reads them.</summary>
    /// <returns>CSV text.</returns>
    public string ToCsv()
    {
        var text = new StringBuilder();
        var isSingle = Labels.Count == 1 && ReportedOn.Task == PredictionTask.Binary;
        CsvText.Append(text,
        [
            .. ReportedOn.Ids is null ? Array.Empty<string>() : ["id"],
            .. isSingle ? ["score", "label"] : Labels.Select(label => $"p_{label.Label}").Concat(Labels.Select(label => label.Label)),
        ]);
        for (var row = 0; row < ReportedOn.Rows; row++)
        {
            var at = row;
            CsvText.Append(text,
            [
                .. ReportedOn.Ids is { } ids ? [ids[row]] : Array.Empty<string>(),
                .. Labels.Select(label => CsvText.Of(label.Probabilities[at])),
                .. Enumerable.Range(0, Labels.Count).Select(label => CsvText.Of((long)ReportedOn.Labels[(at * Labels.Count) + label])),
            ]);
        }

        return text.ToString();
    }
}
