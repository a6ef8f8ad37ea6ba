using System.Diagnostics;
using Assay.Tracking;

namespace Assay.Execution.Local;

/// <summary>A command whose runner died: followed by looking whether its launcher lives, and ended by its exit file.</summary>
internal sealed class AdoptedChild : IChild
{
    private readonly string _runFolder;
    private readonly string _start;

    /// <summary>Follows a launcher.</summary>
    /// <param name="launcher">What its pid file says.</param>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="interval">How often it is looked at.</param>
    /// <param name="clock">Paces the looking.</param>
    /// <param name="cancellationToken">Ends the following, not the command.</param>
    internal AdoptedChild(PidFile launcher, string runFolder, TimeSpan interval, TimeProvider clock, CancellationToken cancellationToken)
    {
        ProcessId = launcher.ProcessId;
        _start = launcher.Start;
        _runFolder = runFolder;
        Exited = FollowAsync(interval, clock, cancellationToken);
    }

    /// <inheritdoc/>
    public int ProcessId { get; }

    /// <inheritdoc/>
    public Task<ChildExit> Exited { get; }

    /// <summary>How a command ended that nobody waited for.</summary>
    internal static ChildExit ExitOf(string runFolder)
    {
        var code = ExitFile.TryRead(runFolder);
        var unknown = MetricValue.Undefined("adopted after the runner died");
        return new(code, code is { } known ? SignalNames.OfShellCode(known) : null, unknown, unknown);
    }

    /// <inheritdoc/>
    public void Request(StopRequest request)
    {
        if (!ProcessIdentity.IsAlive(ProcessId, _start))
            return;
        if (!OperatingSystem.IsWindows())
        {
            _ = PosixNative.SignalGroup(ProcessId, (int)request);
            return;
        }

        if (request != StopRequest.Kill)
            return;
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in this moment.
        }
    }

    private async Task<ChildExit> FollowAsync(TimeSpan interval, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && ProcessIdentity.IsAlive(ProcessId, _start))
            await Task.Delay(interval, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitOf(_runFolder);
    }
}
