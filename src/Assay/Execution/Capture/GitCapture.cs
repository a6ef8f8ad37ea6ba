using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Assay.Foundation.Files;

namespace Assay.Execution.Capture;

/// <summary>
/// Asks git which code a run is made with: one process when clean, two when not. The answer is kept for a moment, so that a thousand short
/// runs do not ask a thousand times.
/// </summary>
/// <param name="clock">Tells how old an answer is.</param>
public sealed class GitCapture(TimeProvider clock)
{
    /// <summary>Longest diff that is kept, in bytes.</summary>
    internal const int DiffLimit = 10 << 20;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Task<Answer>> _answers = new(StringComparer.Ordinal);

    /// <summary>The state of the checkout that a folder lies in.</summary>
    /// <param name="folder">A folder; absolute.</param>
    /// <returns>The state; null when the folder lies in no checkout, nothing is committed yet, or git is missing or does not answer.</returns>
    public async Task<CodeState?> CaptureAsync(string folder)
    {
        if (_answers.TryGetValue(folder, out var known) && (!known.IsCompleted || clock.GetElapsedTime((await known.ConfigureAwait(false)).At) < Freshness))
            return (await known.ConfigureAwait(false)).State;
        var asked = AskAsync(folder);
        _answers[folder] = asked;
        return (await asked.ConfigureAwait(false)).State;
    }

    private async Task<Answer> AskAsync(string folder)
    {
        var at = clock.GetTimestamp();
        if (!LiesInCheckout(folder) || await RunAsync(folder, ["status", "--porcelain=v2", "--branch", "--untracked-files=no"]).ConfigureAwait(false) is not { } status)
            return new(null, at);
        string? commit = null, branch = null;
        var dirty = false;
        foreach (var line in Encoding.UTF8.GetString(status).Split('\n'))
        {
            if (line.StartsWith("# branch.oid ", StringComparison.Ordinal))
                commit = line["# branch.oid ".Length..];
            else if (line.StartsWith("# branch.head ", StringComparison.Ordinal))
                branch = line["# branch.head ".Length..];
            else
                dirty |= line.Length > 0 && line[0] != '#';
        }

        if (commit is null or "(initial)")
            return new(null, at);
        var diff = dirty ? await RunAsync(folder, ["diff", "HEAD", "--binary", "--no-color", "--no-ext-diff", "--no-textconv"]).ConfigureAwait(false) : null;
        return new(new CodeState(commit, branch == "(detached)" ? null : branch, dirty, diff), at);
    }

    // Spares a process where there is no checkout at all.
    internal static bool LiesInCheckout(string folder)
    {
        for (var directory = new DirectoryInfo(folder); directory is not null; directory = directory.Parent)
        {
            if (Path.Exists(Path.Combine(directory.FullName, ".git")))
                return true;
        }

        return false;
    }

    // Null when git is not there, fails, takes too long or says too much.
    internal static async Task<byte[]?> RunAsync(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--no-optional-locks", .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            using var patience = new CancellationTokenSource(Patience);
            using var output = new MemoryStream();
            var buffer = new byte[1 << 16];
            try
            {
                int read;
                while ((read = await process.StandardOutput.BaseStream.ReadAsync(buffer, patience.Token).ConfigureAwait(false)) > 0)
                {
                    output.Write(buffer, 0, read);
                    if (output.Length > DiffLimit)
                        throw new FileTooLargeException("git's answer", DiffLimit);
                }

                await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
                return process.ExitCode == 0 ? output.ToArray() : null;
            }
            catch (Exception e) when (e is OperationCanceledException or FileTooLargeException)
            {
                process.Kill();
                return null;
            }
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Answer(CodeState? State, long At);
}
