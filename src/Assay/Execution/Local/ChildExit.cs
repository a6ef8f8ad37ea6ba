using Assay.Tracking;

namespace Assay.Execution.Local;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code, 128+n for signal n; null when nobody knows.</param>
/// <param name="Signal">The signal that ended it; null when none did.</param>
/// <param name="PeakMemory">Largest resident memory of any of its processes in bytes.</param>
/// <param name="CpuSeconds">Processor seconds of all its processes.</param>
internal sealed record ChildExit(int? ExitCode, string? Signal, MetricValue PeakMemory, MetricValue CpuSeconds)
{
    /// <summary>Whether the command never started, because its pid file had been taken by somebody who took the run over.</summary>
    internal bool Revoked { get; init; }

    /// <summary>Why the launcher itself failed, a sentence; null when it did not.</summary>
    internal string? LauncherFailure { get; init; }
}
