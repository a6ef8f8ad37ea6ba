using Assay.Evaluation.Calibration;

namespace Assay.Budgets.Judging;

/// <summary>A label's probabilities after calibration.</summary>
/// <param name="Label">The label.</param>
/// <param name="Report">Quality before and after on the reported file; null when no calibration could be fitted.</param>
/// <param name="Reason">Why none could; null when one could.</param>
/// <param name="Probabilities">One a case of the reported file: calibrated, or as they were without a calibration.</param>
public sealed record LabelCalibrated(string Label, CalibrationReport? Report, string? Reason, IReadOnlyList<double> Probabilities);
