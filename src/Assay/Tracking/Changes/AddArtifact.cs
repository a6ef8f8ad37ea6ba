namespace Assay.Tracking.Changes;

/// <summary>Names a file that the run left; the same path again replaces the entry.</summary>
/// <param name="Run">The run.</param>
/// <param name="Artifact">The file.</param>
public sealed record AddArtifact(RunId Run, Artifact Artifact) : Change(Run);
