namespace Assay.Tracking;

/// <summary>One entry of the journal: a change of a run's status, or a refused write.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Who">User and process, e.g. <c>ann (assay 4711 on lab1)</c>.</param>
/// <param name="From">The status before; null when the run was made.</param>
/// <param name="To">The status after; equal to <paramref name="From"/> for a refused write.</param>
/// <param name="Why">The reason, or null.</param>
public sealed record StatusEvent(DateTimeOffset Time, string Who, RunStatus? From, RunStatus To, string? Why);
