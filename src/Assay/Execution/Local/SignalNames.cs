namespace Assay.Execution.Local;

/// <summary>Names of the signals that end commands.</summary>
internal static class SignalNames
{
    private const int ShellBase = 128;

    // The numbers that Linux and macOS share.
    private static readonly Dictionary<int, string> Shared = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
    };

    private static readonly Dictionary<int, string> Own = OperatingSystem.IsMacOS()
        ? new() { [7] = "SIGEMT", [10] = "SIGBUS", [12] = "SIGSYS", [30] = "SIGUSR1", [31] = "SIGUSR2" }
        : new() { [7] = "SIGBUS", [10] = "SIGUSR1", [12] = "SIGUSR2", [31] = "SIGSYS" };

    /// <summary>The name of a signal's number.</summary>
    internal static string Of(int signal) =>
        Shared.GetValueOrDefault(signal) ?? Own.GetValueOrDefault(signal) ?? "signal " + signal.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The signal behind an exit code that a shell returned for a command, 128+n; null when the code means none. A program that
    /// itself exits with such a code cannot be told apart; 129 is taken for a program's own code (git and others use it), because a
    /// hang-up does not reach a process group without a terminal.
    /// </summary>
    internal static string? OfShellCode(int exitCode) =>
        exitCode > ShellBase + 1 ? Shared.GetValueOrDefault(exitCode - ShellBase) ?? Own.GetValueOrDefault(exitCode - ShellBase) : null;
}
