namespace Assay.Tracking;

/// <summary>The answer to <see cref="TrialAsk"/>.</summary>
/// <param name="Number">The trial's number; when none was made, the number that is next.</param>
/// <param name="Run">Its run; null when none was made.</param>
/// <param name="Lease">The right to work on it; null when none was made, or it waits.</param>
public sealed record TrialGrant(int Number, RunId? Run, Lease? Lease);
