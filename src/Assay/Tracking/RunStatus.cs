namespace Assay.Tracking;

/// <summary>Where a run stands. Stored by name in lower case.</summary>
public enum RunStatus
{
    /// <summary>Intended; nothing has been executed.</summary>
    Planned,

    /// <summary>Claimed by a runner, about to start.</summary>
    Queued,

    /// <summary>Its process, or the program that logs it, is alive.</summary>
    Running,

    /// <summary>Ended as wished.</summary>
    Completed,

    /// <summary>Ended with an error, or without the results it declared.</summary>
    Failed,

    /// <summary>Stopped early by a pruner because it would not win.</summary>
    Pruned,

    /// <summary>Stopped by a person.</summary>
    Cancelled,

    /// <summary>Its owner died and nobody knows how it ended.</summary>
    Lost,
}
