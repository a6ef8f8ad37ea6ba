using System.Diagnostics;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay run --detach</c>: the same command again, as a process of its own that no terminal can end.</summary>
internal static class Detached
{
    /// <summary>Hidden option that tells the detached process where its output goes, relative to the store's folder.</summary>
    public const string LogOption = "--detached-log";

    private static readonly TimeSpan FirstSign = TimeSpan.FromSeconds(20);

    public static async Task<int> StartAsync(Invocation call, Plan plan)
    {
        var folder = PlanSource.StoreFolder(call, plan);
        // Opened here, so that a store that cannot be used is said on this terminal.
        await using var store = await Store.OpenAsync(folder, new StoreOptions { Clock = call.Host.Clock }, call.Cancellation);
        var before = (await store.Records.GetRunnersAsync(call.Cancellation)).Select(r => r.Id).ToHashSet();
        var log = $"runners/{RunId.New(call.Host.Clock).Value}.log";
        var logPath = Path.Combine(folder, log.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(logPath)!);
        string[] words = [.. SelfCommand(), .. call.Words.Where(w => w != "--detach"), LogOption, log];
        var child = DetachedProcess.Start(words, call.Host.Folder, logPath);
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < FirstSign && !child.HasExited)
        {
            if ((await store.Records.GetRunnersAsync(call.Cancellation)).FirstOrDefault(r => !before.Contains(r.Id) && r.LogPath == log) is { } runner)
            {
                call.Screen.Line($"runner {runner.Id[^8..]} works in the background (pid {runner.Owner.ProcessId.ToString(CultureInfo.InvariantCulture)})");
                call.Screen.Line($"follow it with 'assay attach {runner.Id[^8..]}', stop it with 'assay stop {runner.Id[^8..]}'; its output is in {logPath}");
                return ExitCodes.Done;
            }

            await Task.Delay(50, call.Cancellation);
        }

        // It ended before it could say anything to the store, or it waits for something (--after): the log knows.
        var text = File.Exists(logPath) ? await File.ReadAllTextAsync(logPath, call.Cancellation) : "";
        if (!child.HasExited)
        {
            call.Screen.Line($"the runner (pid {child.ProcessId.ToString(CultureInfo.InvariantCulture)}) waits to begin; its output goes to {logPath}");
            return ExitCodes.Done;
        }

        call.Screen.Block(text.Trim());
        throw new AssayException($"the detached runner ended at once; its output is in {logPath}.");
    }

    // The single file runs itself; under 'dotnet Assay.Cli.dll' the library has to be named again.
    private static string[] SelfCommand()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [program, Path.Combine(AppContext.BaseDirectory, "Assay.Cli.dll")]
            : [program];
    }
}
