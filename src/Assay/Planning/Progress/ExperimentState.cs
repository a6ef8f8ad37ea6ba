namespace Assay.Planning.Progress;

/// <summary>Where a planned experiment stands.</summary>
public enum ExperimentState
{
    /// <summary>Nothing was executed yet.</summary>
    Pending,

    /// <summary>Completed before, but with another command, configuration, input or code: due again.</summary>
    Changed,

    /// <summary>Its last try failed or was lost: due again.</summary>
    Failed,

    /// <summary>Its last try was cancelled: due again.</summary>
    Cancelled,

    /// <summary>A run of it is queued or running.</summary>
    Running,

    /// <summary>A completed run has its fingerprint.</summary>
    Done,

    /// <summary>It cannot be judged: its inputs cannot be read.</summary>
    Blocked,
}
