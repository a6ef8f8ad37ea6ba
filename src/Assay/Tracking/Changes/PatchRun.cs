namespace Assay.Tracking.Changes;

/// <summary>Changes the short and the long part of a run's record.</summary>
/// <param name="Run">The run.</param>
/// <param name="Patch">Short part; null changes nothing.</param>
/// <param name="Details">Long part, joined by <see cref="RunDetails.With"/>; null changes nothing.</param>
public sealed record PatchRun(RunId Run, RunPatch? Patch = null, RunDetails? Details = null) : Change(Run);
