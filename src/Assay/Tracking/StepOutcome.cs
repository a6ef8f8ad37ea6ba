namespace Assay.Tracking;

/// <summary>One step of a chain of commands.</summary>
/// <param name="Name">Short name, e.g. <c>pytest</c>.</param>
/// <param name="Command">Its text.</param>
/// <param name="ExitCode">Its exit code; null when it was not reached.</param>
/// <param name="Seconds">How long it took; null when it was not reached.</param>
public sealed record StepOutcome(string Name, string Command, int? ExitCode, double? Seconds);
