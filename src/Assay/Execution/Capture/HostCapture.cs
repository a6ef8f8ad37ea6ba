using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Assay.Tracking;

namespace Assay.Execution.Capture;

/// <summary>The facts about this machine, found once a process.</summary>
public static class HostCapture
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Lazy<Task<HostFacts>> Found = new(async () =>
        new HostFacts(Environment.MachineName, RuntimeInformation.OSDescription, Environment.ProcessorCount, await GpusAsync().ConfigureAwait(false)));

    /// <summary>The facts.</summary>
    public static Task<HostFacts> FindAsync() => Found.Value;

    private static async Task<IReadOnlyList<string>> GpusAsync()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                var text = await process.StandardOutput.ReadToEndAsync(patience.Token).ConfigureAwait(false);
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
                return process.ExitCode == 0 ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            }
            catch (OperationCanceledException)
            {
                // A driver that hangs does not hold up a run.
                process.Kill();
                return [];
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return [];
        }
    }
}
