namespace Assay.Execution.Local;

/// <summary>A command that was started, by this process or by one that died.</summary>
internal interface IChild
{
    /// <summary>Process id of the launcher, which is also the process group.</summary>
    int ProcessId { get; }

    /// <summary>Ends when the command has ended; never fails.</summary>
    Task<ChildExit> Exited { get; }

    /// <summary>Sends a request to stop to the whole group; does nothing once the launcher has ended.</summary>
    void Request(StopRequest request);
}
