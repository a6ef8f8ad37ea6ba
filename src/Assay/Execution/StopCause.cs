namespace Assay.Execution;

/// <summary>Why a command was stopped.</summary>
internal enum StopCause
{
    /// <summary>It was not: it ended by itself.</summary>
    None,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>Somebody wished it.</summary>
    Cancelled,

    /// <summary>It would not win.</summary>
    Pruned,
}
