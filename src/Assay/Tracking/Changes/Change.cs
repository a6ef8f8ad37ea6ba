namespace Assay.Tracking.Changes;

/// <summary>One change to a run that is in the store. Changes are applied in batches, all or none.</summary>
/// <param name="Run">The run.</param>
/// <exception cref="RunNotFoundException">When applied to a run that does not exist or lies in the bin.</exception>
public abstract record Change(RunId Run);
