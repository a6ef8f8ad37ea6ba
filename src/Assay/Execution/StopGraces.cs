namespace Assay.Execution;

/// <summary>How long a command may take to end after each request; the last request, SIGKILL, cannot be ignored.</summary>
/// <param name="Interrupt">From SIGINT (Ctrl-Break on Windows) to SIGTERM.</param>
/// <param name="Terminate">From SIGTERM to SIGKILL.</param>
public sealed record StopGraces(TimeSpan Interrupt, TimeSpan Terminate)
{
    /// <summary>Ten seconds each: enough to write a checkpoint, short enough to wait for.</summary>
    public static StopGraces Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
}
