namespace Assay.Claims;

/// <summary>How a prediction came out.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="Why">What was compared, a sentence without a full stop.</param>
/// <param name="Made">When it was made, UTC; null when the store has not seen it yet.</param>
public sealed record PredictionResult(PredictionGrade Grade, string Why, DateTimeOffset? Made);
