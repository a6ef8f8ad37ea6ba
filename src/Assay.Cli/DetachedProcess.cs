using System.Diagnostics;
using Assay.Planning;

namespace Assay.Cli;

/// <summary>A process that goes on when the terminal closes; its output goes to a file.</summary>
internal sealed class DetachedProcess
{
    private DetachedProcess(int processId) => ProcessId = processId;

    public int ProcessId { get; }

    public bool HasExited
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return process.HasExited;
            }
            catch (ArgumentException)
            {
                return true;
            }
        }
    }

    /// <summary>Starts a program with exact arguments.</summary>
    public static DetachedProcess Start(IReadOnlyList<string> words, string folder, string output)
    {
        var start = new ProcessStartInfo { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false, CreateNoWindow = true };
        if (OperatingSystem.IsWindows())
        {
            start.RedirectStandardOutput = false;
            start.FileName = "cmd.exe";
            start.Arguments = $"/d /s /c \"{ShellQuoting.WindowsCommandLine(words)} > {ShellQuoting.WindowsArgument(output)} 2>&1 < nul\"";
            using var windows = Process.Start(start)!;
            return new DetachedProcess(windows.Id);
        }

        // The shell starts it in the background, says its process id, and ends: no parent is left to wait for it.
        start.FileName = "/bin/sh";
        foreach (var word in (string[])["-c", "log=$1; shift; nohup \"$@\" >\"$log\" 2>&1 </dev/null & echo $!", "sh", output, .. words])
            start.ArgumentList.Add(word);
        using var shell = Process.Start(start)!;
        var text = shell.StandardOutput.ReadLine();
        shell.WaitForExit();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new DetachedProcess(id) : throw new AssayException("the detached runner could not be started: /bin/sh said nothing.");
    }
}
