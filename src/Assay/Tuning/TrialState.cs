namespace Assay.Tuning;

/// <summary>Where a trial stands. Stored as the status of its run.</summary>
public enum TrialState
{
    /// <summary>Asked for; nothing has been executed.</summary>
    Waiting,

    /// <summary>Being evaluated.</summary>
    Running,

    /// <summary>Evaluated to its end; its value counts.</summary>
    Completed,

    /// <summary>Stopped early because it would not win; its value is that of a shorter training.</summary>
    Pruned,

    /// <summary>Ended with an error, or without a value.</summary>
    Failed,
}
