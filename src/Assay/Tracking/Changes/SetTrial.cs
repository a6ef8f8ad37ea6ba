namespace Assay.Tracking.Changes;

/// <summary>Writes what a trial is and what came out of it; the trial was made with its run.</summary>
/// <param name="Run">The run that the trial is.</param>
/// <param name="Document">One JSON object: what was suggested and forced, attributes.</param>
/// <param name="Value">The objective; null before there is one.</param>
public sealed record SetTrial(RunId Run, string Document, MetricValue? Value = null) : Change(Run);
