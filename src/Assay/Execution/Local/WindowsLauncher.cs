using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Assay.Tracking;

namespace Assay.Execution.Local;

/// <summary>Starts commands through cmd.exe in a process group of their own; output goes to files, as elsewhere.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsLauncher : ILauncher
{
    /// <inheritdoc/>
    public IChild Launch(LaunchSpec spec)
    {
        var start = new ProcessStartInfo("cmd.exe", WindowsCommandLine.Build(spec.Command))
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            CreateNewProcessGroup = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        // The file is claimed first and filled afterwards: who takes the run over in between waits for its content.
        var pidPath = Path.Combine(spec.RunFolder, spec.PidFile);
        FileStream claim;
        try
        {
            claim = new FileStream(pidPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (IOException) when (File.Exists(pidPath))
        {
            return Child.OfRevoked();
        }

        using (claim)
        {
            try
            {
                var process = Process.Start(start)!;
                claim.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{process.Id}\n{ProcessIdentity.TryReadStart(process.Id)}\n")));
                return new Child(process, spec.RunFolder);
            }
            catch (Win32Exception e)
            {
                throw new ExecutionException($"cmd.exe cannot be started: {e.Message}", e);
            }
        }
    }

    private sealed class Child : IChild
    {
        private const uint BreakEvent = 1; // CTRL_BREAK_EVENT: the only one that reaches another process group.
        private readonly Process? _process;

        internal Child(Process process, string runFolder)
        {
            _process = process;
            ProcessId = process.Id;
            Exited = WaitAsync(process, runFolder);
        }

        private Child() => Exited = Task.FromResult(new ChildExit(null, null, NotMeasured, NotMeasured) { Revoked = true });

        public int ProcessId { get; }

        public Task<ChildExit> Exited { get; }

        private static MetricValue NotMeasured => MetricValue.Undefined("not measured on Windows");

        public void Request(StopRequest request)
        {
            if (_process is null || Exited.IsCompleted)
                return;
            if (request == StopRequest.Interrupt)
            {
                _ = GenerateConsoleCtrlEvent(BreakEvent, (uint)ProcessId);
                return;
            }

            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended by itself in this moment.
            }
        }

        internal static Child OfRevoked() => new();

        private static async Task<ChildExit> WaitAsync(Process process, string runFolder)
        {
            await process.WaitForExitAsync().ConfigureAwait(false);
            return new ChildExit(ExitFile.TryRead(runFolder) ?? process.ExitCode, null, NotMeasured, NotMeasured);
        }

        [DllImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        private static extern int GenerateConsoleCtrlEvent(uint controlEvent, uint processGroup);
    }
}
