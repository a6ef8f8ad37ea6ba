using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Execution.Local;

/// <summary>Keeps the machine from falling asleep until disposed, or until this process dies in whatever way.</summary>
public sealed class KeepAwake : IDisposable
{
    private const string Granted = "granted";
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    // Runs only once the wish was granted, and ends when the pipe to it closes, which the system does for a process that was killed, too.
    private const string WhilePiped = "echo " + Granted + "; exec cat >/dev/null";

    private readonly Process? _keeper;
    private readonly Thread? _thread;
    private readonly ManualResetEventSlim _done = new();

    private KeepAwake(string? problem, Process? keeper = null)
    {
        Problem = problem;
        _keeper = keeper;
        if (problem is null && keeper is null)
        {
            // On Windows the wish belongs to the thread that made it.
            _thread = new Thread(KeepThisThread) { IsBackground = true, Name = "assay-awake" };
            _thread.Start();
        }
    }

    /// <summary>Why the machine may fall asleep all the same, a sentence; null when it is kept awake.</summary>
    public string? Problem { get; }

    /// <summary>Asks the system to stay awake.</summary>
    /// <param name="why">What for, shown by the system.</param>
    /// <returns>The wish, granted or not: see <see cref="Problem"/>.</returns>
    public static KeepAwake Start(string why)
    {
        if (OperatingSystem.IsWindows())
            return new(null);
        if (OperatingSystem.IsMacOS())
            return StartKeeper("caffeinate", ["-i", "/bin/sh", "-c", WhilePiped]);
        return StartKeeper("systemd-inhibit", ["--what=sleep:idle", "--who=assay", "--why=" + why, "--mode=block", "/bin/sh", "-c", WhilePiped]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _done.Set();
        _thread?.Join();
        if (_keeper is not null)
        {
            _keeper.StandardInput.Close();
            _keeper.WaitForExit();
            _keeper.Dispose();
        }

        _done.Dispose();
    }

    private static KeepAwake StartKeeper(string program, string[] arguments)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var answered = new ManualResetEventSlim();
            var granted = false;
            var reasons = new StringBuilder();
            process.ErrorDataReceived += (_, line) => reasons.Append(line.Data);
            process.OutputDataReceived += (_, line) =>
            {
                granted |= line.Data == Granted;
                if (!answered.IsSet)
                    answered.Set();
            };
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            var inTime = answered.Wait(AnswerTime);
            if (granted)
                return new(null, process);
            process.StandardInput.Close();
            if (!inTime)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
            return new($"The machine may fall asleep: {program} was refused{(reasons.Length > 0 ? ": " + reasons : ".")}");
        }
        catch (Win32Exception)
        {
            return new($"The machine may fall asleep: {program} is not installed here.");
        }
    }

    private void KeepThisThread()
    {
        const uint Continuous = 0x80000000; // ES_CONTINUOUS
        const uint SystemRequired = 0x00000001; // ES_SYSTEM_REQUIRED
        _ = SetThreadExecutionState(Continuous | SystemRequired);
        _done.Wait();
        _ = SetThreadExecutionState(Continuous);
    }

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint SetThreadExecutionState(uint state);
}
