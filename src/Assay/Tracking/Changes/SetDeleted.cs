namespace Assay.Tracking.Changes;

/// <summary>Puts a run into the bin or takes it out again.</summary>
/// <param name="Run">The run.</param>
/// <param name="Deleted">Whether it lies in the bin.</param>
public sealed record SetDeleted(RunId Run, bool Deleted) : Change(Run);
