namespace Assay.Execution;

/// <summary>A command cannot be started or followed: its working folder is missing, its text cannot be passed on, the system refuses a process.</summary>
public sealed class ExecutionException : AssayException
{
    /// <summary>States what happened.</summary>
    /// <param name="message">A complete sentence.</param>
    public ExecutionException(string message)
        : base(message)
    {
    }

    /// <summary>States what happened and what caused it.</summary>
    /// <param name="message">A complete sentence.</param>
    /// <param name="inner">The cause.</param>
    public ExecutionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
