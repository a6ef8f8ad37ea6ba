using Assay.Planning;

namespace Assay.Execution.Local;

/// <summary>Builds command lines for Windows, where a program gets one text and splits it itself.</summary>
internal static class WindowsCommandLine
{
    /// <summary>
    /// The arguments of <c>cmd.exe</c> that run a command with its output in files and leave its exit code in a file. The run's
    /// folder is taken from the environment, so that its name needs no quoting of its own.
    /// </summary>
    internal static string Build(LaunchCommand command)
    {
        if ((command.Arguments ?? [command.Shell!]).FirstOrDefault(text => text.AsSpan().ContainsAny('\r', '\n')) is { } broken)
            throw new ExecutionException($"'{broken}' cannot be started: cmd.exe takes no line break in a command; put the command into a script file.");
        var text = command.Shell ?? string.Join(' ', command.Arguments!.Select(ShellQuoting.Cmd));
        // The second expansion by "call" reads the exit code after the command; the caret keeps the first from doing so before.
        return $"/d /v:off /s /c \"({text}) <nul >\"%ASSAY_RUN_DIR%\\stdout.log\" 2>\"%ASSAY_RUN_DIR%\\stderr.log\" & call echo %^errorlevel%>\"%ASSAY_RUN_DIR%\\exit\"\"";
    }
}
