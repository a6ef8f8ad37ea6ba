namespace Assay.Tracking;

/// <summary>What changed in a study since it was last read.</summary>
/// <param name="Revision">What to ask from the next time.</param>
/// <param name="Document">The study's document as it is now.</param>
/// <param name="Trials">The trials that are new or changed, by number; those whose runs lie in the bin are left out.</param>
public sealed record TrialChanges(long Revision, string Document, IReadOnlyList<StoredTrial> Trials);
