namespace Assay.Tracking.Changes;

/// <summary>Says that the run used a dataset; the same (name, digest, role) again changes nothing.</summary>
/// <param name="Run">The run.</param>
/// <param name="Dataset">The dataset.</param>
public sealed record UseDataset(RunId Run, Dataset Dataset) : Change(Run);
