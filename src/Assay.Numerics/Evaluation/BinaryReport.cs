using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>All that is measured of one yes-or-no label.</summary>
/// <param name="Count">Samples.</param>
/// <param name="Positives">Positives among them.</param>
/// <param name="Auroc">Area under the receiver operating characteristic.</param>
/// <param name="AveragePrecision">Average precision; its floor is the share of positives.</param>
/// <param name="Threshold">What was called positive scored at least this.</param>
/// <param name="Counts">The decisions, from which precision, recall, F1 and others follow.</param>
/// <param name="LogLoss">Mean −ln p(truth), nats; undefined when the scores are not probabilities.</param>
/// <param name="Brier">Mean (p − y)²; undefined when the scores are not probabilities.</param>
/// <param name="Reliability">Over bins of one width; null when the scores are not probabilities.</param>
public sealed record BinaryReport(
    int Count,
    int Positives,
    Quantity Auroc,
    Quantity AveragePrecision,
    double Threshold,
    BinaryCounts Counts,
    Quantity LogLoss,
    Quantity Brier,
    ReliabilityCurve? Reliability)
{
    /// <summary>Expected calibration error over bins of one width.</summary>
    public Quantity Ece => Reliability?.Ece ?? NoProbabilities;

    /// <summary>Maximum calibration error over bins of one width.</summary>
    public Quantity Mce => Reliability?.Mce ?? NoProbabilities;

    private static Quantity NoProbabilities => Quantity.Undefined("the scores are not probabilities");

    /// <summary>Judges scores, which are sorted once.</summary>
    /// <param name="scores">One a sample.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="options">How; the usual way when null.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, or one that should be a probability is none.</exception>
    public static BinaryReport Of<T>(ReadOnlySpan<T> scores, BinaryLabels labels, EvaluationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= EvaluationOptions.Usual;
        if (options.Thresholds is { Count: not 1 } wrong)
            throw new ArgumentException($"Thresholds are one a label; there are {wrong.Count} and one label.", nameof(options));
        return Of(scores, labels, options, options.Thresholds?[0] ?? options.Threshold);
    }

    internal static BinaryReport Of<T>(ReadOnlySpan<T> scores, BinaryLabels labels, EvaluationOptions options, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ranking = ScoreRanking.Of(scores, labels);
        return new(
            ranking.Count,
            ranking.Positives,
            ranking.Auroc,
            ranking.AveragePrecision,
            threshold,
            ranking.At(threshold),
            options.AreProbabilities ? BinaryMetrics.LogLoss(scores, labels) : NoProbabilities,
            options.AreProbabilities ? BinaryMetrics.Brier(scores, labels) : NoProbabilities,
            options.AreProbabilities ? ReliabilityCurve.EqualWidth(scores, labels, options.Bins) : null);
    }
}
