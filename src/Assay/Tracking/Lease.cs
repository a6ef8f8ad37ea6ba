namespace Assay.Tracking;

/// <summary>The right to work on a run. Every write under it carries its epoch; an older epoch is refused.</summary>
/// <param name="Run">The run.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Epoch">Rises by one with every take-over.</param>
/// <param name="Expires">When others may take it over without asking whether the owner lives, UTC, database time.</param>
public sealed record Lease(RunId Run, LeaseOwner Owner, long Epoch, DateTimeOffset Expires);
