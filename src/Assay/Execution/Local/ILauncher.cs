namespace Assay.Execution.Local;

/// <summary>Starts commands on this machine.</summary>
internal interface ILauncher
{
    /// <summary>Starts a command, without waiting for it.</summary>
    /// <exception cref="ExecutionException">The system refused; nothing was started.</exception>
    IChild Launch(LaunchSpec spec);
}
