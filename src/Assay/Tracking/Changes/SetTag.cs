namespace Assay.Tracking.Changes;

/// <summary>Writes or removes a tag.</summary>
/// <param name="Run">The run.</param>
/// <param name="Key">Name.</param>
/// <param name="Value">Value; null removes the tag.</param>
public sealed record SetTag(RunId Run, string Key, string? Value) : Change(Run);
