using System.Diagnostics;
using Assay.Planning;

namespace Assay.Execution.Plans;

/// <summary>Runs a plan's <c>prepare:</c> commands, one after the other, until one fails.</summary>
internal static class PrepareCommands
{
    private const int TailLines = 20;

    /// <summary>Runs the commands in the plan's folder; their output goes to a file in the store's folder.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="runnerId">Names the file.</param>
    /// <param name="message">Hears what is done and what failed.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <returns>Whether all commands ended with 0.</returns>
    public static async Task<bool> RunAsync(Plan plan, string storeFolder, string runnerId, Action<string> message, CancellationToken cancellationToken)
    {
        var log = Path.Combine(storeFolder, "runners", runnerId + ".prepare.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var output = new StreamWriter(log, append: true);
        await using (output.ConfigureAwait(false))
        {
            foreach (var command in plan.Prepare)
            {
                message($"prepare: {command}");
                var lines = new Queue<string>();
                var code = await RunAsync(command, plan.Folder, line =>
                {
                    lock (lines)
                    {
                        output.WriteLine(line);
                        lines.Enqueue(line);
                        if (lines.Count > TailLines)
                            lines.Dequeue();
                    }
                }, cancellationToken).ConfigureAwait(false);
                if (code == 0)
                    continue;
                foreach (var line in lines)
                    message("  " + line);
                message(string.Create(CultureInfo.InvariantCulture, $"prepare failed with exit code {code}; its whole output is in {log}"));
                return false;
            }
        }

        return true;
    }

    private static async Task<int> RunAsync(LaunchCommand command, string folder, Action<string> line, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (command.Shell is { } text && OperatingSystem.IsWindows())
        {
            start.FileName = "cmd.exe";
            start.Arguments = $"/d /s /c \"{text}\"";
        }
        else if (command.Shell is not null)
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(command.Shell);
        }
        else
        {
            start.FileName = command.Arguments![0];
            foreach (var argument in command.Arguments.Skip(1))
                start.ArgumentList.Add(argument);
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            line(error.Message);
            return 127;
        }

        using (process)
        {
            process.StandardInput.Close();
            process.OutputDataReceived += (_, e) => Hear(e.Data);
            process.ErrorDataReceived += (_, e) => Hear(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return process.ExitCode;
        }

        void Hear(string? text)
        {
            if (text is not null)
                line(text);
        }
    }
}
