using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>How well probabilities are calibrated, and how good they are.</summary>
/// <param name="Ece">Expected calibration error over bins of one width.</param>
/// <param name="EceEqualMass">The same over bins of equal mass.</param>
/// <param name="Mce">Maximum calibration error over bins of one width.</param>
/// <param name="Brier">Brier score.</param>
/// <param name="LogLoss">Log loss, nats.</param>
/// <param name="Reliability">The curve over bins of one width.</param>
public sealed record CalibrationQuality(Quantity Ece, Quantity EceEqualMass, Quantity Mce, Quantity Brier, Quantity LogLoss, ReliabilityCurve Reliability)
{
    /// <summary>Judges probabilities.</summary>
    /// <param name="probabilities">One a sample, in [0, 1].</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="bins">Bins, at least 1.</param>
    /// <returns>The quality.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a probability is none.</exception>
    public static CalibrationQuality Of(ReadOnlySpan<double> probabilities, BinaryLabels labels, int bins = ReliabilityCurve.UsualBins)
    {
        var width = ReliabilityCurve.EqualWidth(probabilities, labels, bins);
        var mass = ReliabilityCurve.EqualMass(ScoreRanking.Of(probabilities, labels), bins);
        return new(width.Ece, mass.Ece, width.Mce, BinaryMetrics.Brier(probabilities, labels), BinaryMetrics.LogLoss(probabilities, labels), width);
    }
}
