namespace Assay.Tracking;

/// <summary>The process that works on a run. All four together name one process among all that ever were.</summary>
/// <param name="Host">Machine name.</param>
/// <param name="BootId">The machine's boot id; empty where the system has none.</param>
/// <param name="ProcessId">Process id.</param>
/// <param name="ProcessStart">The process's start time in the system's own terms, compared as text.</param>
public sealed record LeaseOwner(string Host, string BootId, int ProcessId, string ProcessStart);
