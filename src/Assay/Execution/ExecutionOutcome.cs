using Assay.Tracking;

namespace Assay.Execution;

/// <summary>How an execution ended, as it was written to the store.</summary>
/// <param name="Run">The run.</param>
/// <param name="Status">Completed, failed, cancelled or lost.</param>
/// <param name="Why">The reason, a short sentence; null for completed.</param>
/// <param name="ExitCode">Exit code, 128+n for signal n; null when unknown.</param>
/// <param name="Signal">The signal's name, e.g. <c>SIGKILL</c>; null when none ended the command.</param>
/// <param name="Duration">From start to end.</param>
public sealed record ExecutionOutcome(RunId Run, RunStatus Status, string? Why, int? ExitCode, string? Signal, TimeSpan Duration);
