namespace Assay.Tracking.Changes;

/// <summary>Moves a run to another status and writes the journal. Start and end times follow from the status.</summary>
/// <param name="Run">The run.</param>
/// <param name="To">The status wished; <see cref="RunStatusRules.CanMove"/> must hold, else the batch is refused.</param>
/// <param name="Who">Who moves it.</param>
/// <param name="Why">The reason, or null.</param>
/// <param name="At">When it happened; null for now. An end before the start is stored as the start.</param>
public sealed record SetStatus(RunId Run, RunStatus To, string Who, string? Why = null, DateTimeOffset? At = null) : Change(Run);
