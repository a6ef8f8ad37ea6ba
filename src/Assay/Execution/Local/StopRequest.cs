namespace Assay.Execution.Local;

/// <summary>Requests to stop, in the order they are made. The numbers are those of POSIX signals.</summary>
internal enum StopRequest
{
    /// <summary>SIGINT: end by yourself, as on Ctrl-C.</summary>
    Interrupt = 2,

    /// <summary>SIGTERM: end now.</summary>
    Terminate = 15,

    /// <summary>SIGKILL: cannot be ignored.</summary>
    Kill = 9,
}
