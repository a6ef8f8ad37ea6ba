using Assay.Planning.Late;

namespace Assay.Planning;

/// <summary>What reading a plan depends on besides its text.</summary>
public sealed record PlanReaderOptions
{
    /// <summary>Gives the value of an environment variable, <see langword="null"/> when it is not set. Default: this process's.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The shell that commands given as text are quoted for. Default: the machine's.</summary>
    public CommandShell Shell { get; init; } = OperatingSystem.IsWindows() ? CommandShell.WindowsCmd : CommandShell.Posix;

    /// <summary>Gives a late value, null while it is not known. A plan is read without any first, and again with those that its store holds.</summary>
    internal Func<LateReference, LateValue?> Late { get; init; } = _ => null;
}
