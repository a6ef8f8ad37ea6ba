using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>A label's calibration, or why it has none.</summary>
/// <param name="Label">The label, from 0.</param>
/// <param name="Calibrator">The calibration; null when none could be fitted.</param>
/// <param name="Reason">Why not, one clause; null when there is one.</param>
public sealed record LabelCalibration(int Label, Calibrator? Calibrator, string? Reason)
{
    /// <summary>Fits one calibration a label, several at a time.</summary>
    /// <param name="method">The kind.</param>
    /// <param name="probabilities">[samples, labels], in [0, 1].</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>One a label.</returns>
    /// <exception cref="ArgumentException">The shapes differ, a probability is none, or the split is a test split by its name.</exception>
    public static LabelCalibration[] PerLabel<T>(
        CalibrationMethod method, RowMajor<T> probabilities, LabelMatrix labels, SplitName split, bool allowTest = false, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        split.RefuseTest(allowTest, "Calibrations are fitted");
        return LabelColumns.Map(
            probabilities,
            labels,
            (label, column, truth) => Calibrator.WhyNot(method, column, truth) is { } reason
                ? new LabelCalibration(label, null, reason)
                : new LabelCalibration(label, Calibrator.Fit(method, column, truth, split, allowTest), null),
            parallelism);
    }
}
