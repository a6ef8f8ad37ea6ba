namespace Assay.Tracking.Changes;

/// <summary>Changes that are applied together: all, durably, or none.</summary>
/// <param name="Changes">The changes, applied in order; may concern several runs.</param>
/// <param name="Lease">
/// The lease under which they are made; its epoch is checked in the same transaction. Null for writers that hold none
/// (a person's remark, a child's own logging), which may not change a leased run's status.
/// </param>
public sealed record WriteBatch(IReadOnlyList<Change> Changes, Lease? Lease = null);
