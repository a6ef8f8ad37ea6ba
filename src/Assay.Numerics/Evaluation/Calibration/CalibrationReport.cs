using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>A calibration used on a split: quality before and after.</summary>
/// <param name="Method">The kind of map.</param>
/// <param name="FittedOn">The split it was fitted on.</param>
/// <param name="ReportedOn">The split it was used on.</param>
/// <param name="Before">Quality of the probabilities as they were.</param>
/// <param name="After">Quality of the calibrated ones.</param>
public sealed record CalibrationReport(CalibrationMethod Method, SplitName FittedOn, SplitName ReportedOn, CalibrationQuality Before, CalibrationQuality After)
{
    /// <summary>Whether it is reported on the split it was fitted on: its quality there says nothing of other data.</summary>
    public bool IsOptimistic => FittedOn == ReportedOn;

    /// <summary>Uses a calibration.</summary>
    /// <param name="calibrator">The calibration.</param>
    /// <param name="probabilities">One a sample, in [0, 1].</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="bins">Bins of the calibration errors, at least 1.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a probability is none.</exception>
    public static CalibrationReport Of<T>(Calibrator calibrator, ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, int bins = ReliabilityCurve.UsualBins)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(calibrator);
        Check.Aligned(probabilities.Length, labels.Count);
        var before = CalibrationInput.Widened(probabilities);
        var after = calibrator.Apply(probabilities);
        return new(calibrator.Method, calibrator.FittedOn, split, CalibrationQuality.Of(before, labels, bins), CalibrationQuality.Of(after, labels, bins));
    }
}
