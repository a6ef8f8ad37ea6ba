namespace Assay.Execution.Plans;

/// <summary>Where a ticket stands in its runner.</summary>
internal enum TicketState
{
    /// <summary>Due: waits for its needs, its back-off and free slots.</summary>
    Waiting,

    /// <summary>Executed by this runner.</summary>
    Running,

    /// <summary>Executed by another runner.</summary>
    Elsewhere,

    /// <summary>Completed.</summary>
    Done,

    /// <summary>Failed in its last try.</summary>
    Failed,

    /// <summary>Not executed: something it needs is missing.</summary>
    Blocked,

    /// <summary>Stopped by a person or by the end of this runner; due again.</summary>
    Stopped,
}
