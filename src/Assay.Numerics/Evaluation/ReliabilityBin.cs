using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>Samples whose probabilities lie near each other: how sure the model is of them, and how often it is right to be.</summary>
/// <param name="Lower">Lower edge, in [0, 1].</param>
/// <param name="Upper">Upper edge, in [0, 1].</param>
/// <param name="Count">Samples.</param>
/// <param name="MeanProbability">Mean probability of the samples; undefined in an empty bin.</param>
/// <param name="PositiveRate">Share of positives among them, or of right answers when the curve is of confidences; undefined in an empty bin.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, Quantity MeanProbability, Quantity PositiveRate)
{
    /// <summary>|rate − mean probability|; undefined in an empty bin.</summary>
    public Quantity Gap => Count == 0 ? MeanProbability : Math.Abs(PositiveRate.Value - MeanProbability.Value);
}
