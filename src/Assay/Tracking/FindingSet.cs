namespace Assay.Tracking;

/// <summary>Everything that was found of one subject in one look; it takes the place of what was found before.</summary>
/// <param name="Run">The run; null when the subject is a study or the store.</param>
/// <param name="Study">Id of the study; null when the subject is a run or the store.</param>
/// <param name="Findings">The findings; empty when all is well.</param>
public sealed record FindingSet(RunId? Run, string? Study, IReadOnlyList<StoredFinding> Findings);
