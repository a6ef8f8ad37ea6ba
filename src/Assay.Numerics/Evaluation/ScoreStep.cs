namespace Assay.Evaluation;

/// <summary>What is called positive when the threshold is one of the scores: all samples that score at least as high.</summary>
/// <param name="Threshold">The score.</param>
/// <param name="TruePositives">Positives with at least this score.</param>
/// <param name="FalsePositives">Negatives with at least this score.</param>
public readonly record struct ScoreStep(double Threshold, int TruePositives, int FalsePositives);
