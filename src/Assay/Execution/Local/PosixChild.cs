using System.Runtime.InteropServices;
using Assay.Tracking;

namespace Assay.Execution.Local;

/// <summary>
/// A child of this process, waited for with wait4 on a thread of its own: exact, without polling, and beside .NET's own waiting,
/// which reaps only the children that it started itself.
/// </summary>
internal sealed class PosixChild : IChild
{
    private const int WaiterStackSize = 256 * 1024;

    // The system counts resident pages per processor and adds them up late, in steps of 32 pages or twice the processors (Linux'
    // percpu_counter_batch): two figures of one peak differ by a little, on a large machine by more.
    private static readonly long PeakTolerance = Math.Max(4L << 20, (long)Environment.SystemPageSize * Environment.ProcessorCount * Math.Max(32, 2 * Environment.ProcessorCount));

    private readonly TaskCompletionSource<ChildExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly long _ownPeakBytes;
    private readonly string _runFolder;
    private readonly string _pidFile;

    // Under the gate: once reaped, the process id may belong to somebody else.
    private bool _reaped;
    private bool _stopRequested;

    internal PosixChild(int processId, long ownPeakBytes, string runFolder, string pidFile)
    {
        ProcessId = processId;
        _ownPeakBytes = ownPeakBytes;
        _runFolder = runFolder;
        _pidFile = pidFile;
        new Thread(Wait, WaiterStackSize) { IsBackground = true, Name = "assay-wait" }.Start();
    }

    /// <inheritdoc/>
    public int ProcessId { get; }

    /// <inheritdoc/>
    public Task<ChildExit> Exited => _exited.Task;

    /// <inheritdoc/>
    public void Request(StopRequest request)
    {
        lock (_gate)
        {
            _stopRequested = true;
            if (!_reaped)
                _ = PosixNative.SignalGroup(ProcessId, (int)request);
        }
    }

    private void Wait()
    {
        var information = new byte[PosixNative.OpaqueSize];
        while (PosixNative.WaitId(PosixNative.WaitProcessId, ProcessId, information, PosixNative.WaitExited | PosixNative.WaitLeave) != 0
            && Marshal.GetLastPInvokeError() == PosixNative.Interrupted)
        {
            // Interrupted by a signal to this process: wait again.
        }

        int reaped, status;
        PosixNative.ResourceUsage usage;
        lock (_gate)
        {
            // The launcher has ended. A command that was asked to stop leaves nothing behind that goes on working.
            if (_stopRequested)
                _ = PosixNative.SignalGroup(ProcessId, (int)StopRequest.Kill);
            while ((reaped = PosixNative.Wait(ProcessId, out status, 0, out usage)) < 0 && Marshal.GetLastPInvokeError() == PosixNative.Interrupted)
            {
                // As above.
            }

            _reaped = true;
        }

        _exited.SetResult(reaped == ProcessId ? Decode(status, usage) : WithoutWait());
    }

    private ChildExit Decode(int status, PosixNative.ResourceUsage usage)
    {
        var signal = status & 0x7f;
        var code = signal == 0 ? (status >> 8) & 0xff : 128 + signal;
        var exit = new ChildExit(code, signal == 0 ? SignalNames.OfShellCode(code) : SignalNames.Of(signal), Peak(usage.PeakBytes), usage.CpuSeconds);
        if (signal != 0 || ExitFile.TryRead(_runFolder) is not null)
            return exit;
        // Nobody wrote the exit code: the launcher gave up before the command, or could not write.
        if (code == LauncherScript.RevokedCode && PidFile.TryRead(Path.Combine(_runFolder, _pidFile))?.ProcessId != ProcessId)
            return exit with { Revoked = true };
        return File.Exists(Path.Combine(_runFolder, "stderr.log"))
            ? exit
            : exit with { LauncherFailure = $"{_runFolder}: the files of the run cannot be written there; is the disk full?" };
    }

    // Whoever ignores SIGCHLD has its children reaped by the system; then the exit file is all there is.
    private ChildExit WithoutWait()
    {
        var code = ExitFile.TryRead(_runFolder);
        var reason = MetricValue.Undefined("the system gave the runner no report of its child");
        return new(code, code is { } known ? SignalNames.OfShellCode(known) : null, reason, reason);
    }

    private MetricValue Peak(long bytes) => bytes > _ownPeakBytes + PeakTolerance || _ownPeakBytes == 0
        ? bytes
        : MetricValue.Undefined(string.Create(CultureInfo.InvariantCulture, $"below the {(_ownPeakBytes + PeakTolerance) >> 20} MiB that the runner itself takes, which hides smaller peaks"));
}
