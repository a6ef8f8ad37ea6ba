namespace Assay.Tracking;

/// <summary>Data that a run used.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Digest">SHA-256 as 64 lower-case hex digits, or another tool's digest.</param>
/// <param name="Role">What the run used it for: train, valid, test, input; null when not said.</param>
/// <param name="Rows">Number of rows; null when unknown.</param>
/// <param name="Source">Path or address it came from; null when unknown.</param>
public sealed record Dataset(string Name, string Digest, string? Role = null, long? Rows = null, string? Source = null);
