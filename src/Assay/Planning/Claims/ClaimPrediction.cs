namespace Assay.Planning.Claims;

/// <summary>What was said of an effect before it was measured.</summary>
/// <param name="AtLeast">The smallest effect that keeps it; null for no bound.</param>
/// <param name="AtMost">The largest effect that keeps it; null for no bound.</param>
/// <param name="Made">When a person says it was made, UTC; null leaves it to the store.</param>
public sealed record ClaimPrediction(double? AtLeast, double? AtMost, DateTimeOffset? Made);
