using System.Runtime.InteropServices;

namespace Assay.Execution.Local;

/// <summary>The system calls the launcher is made of.</summary>
internal static class PosixNative
{
    internal const short SpawnSetProcessGroup = 0x02;
    internal const short SpawnSetSignalDefaults = 0x04;
    internal const short SpawnSetSignalMask = 0x08;

    internal const int WaitProcessId = 1; // P_PID
    internal const int WaitExited = 4; // WEXITED
    internal const int Interrupted = 4; // EINTR

    /// <summary>More than any system's posix_spawnattr_t (336 bytes), sigset_t (128) or siginfo_t (128) takes.</summary>
    internal const int OpaqueSize = 1024;

    /// <summary>WNOWAIT: the child stays a zombie, so that its process id and group cannot be given away yet.</summary>
    internal static readonly int WaitLeave = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;

    private const string Library = "libc";

    [DllImport(Library, EntryPoint = "posix_spawn"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Spawn(out int processId, nint path, nint fileActions, byte[] attributes, nint[] arguments, nint[] environment);

    [DllImport(Library, EntryPoint = "posix_spawnattr_init"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int InitializeAttributes(byte[] attributes);

    [DllImport(Library, EntryPoint = "posix_spawnattr_destroy"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int DestroyAttributes(byte[] attributes);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setflags"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int SetFlags(byte[] attributes, short flags);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setpgroup"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int SetProcessGroup(byte[] attributes, int group);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setsigdefault"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int SetSignalDefaults(byte[] attributes, byte[] signals);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setsigmask"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int SetSignalMask(byte[] attributes, byte[] signals);

    [DllImport(Library, EntryPoint = "sigfillset"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int FillSignals(byte[] signals);

    [DllImport(Library, EntryPoint = "sigemptyset"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int EmptySignals(byte[] signals);

    [DllImport(Library, EntryPoint = "waitid", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int WaitId(int kind, int processId, byte[] information, int options);

    [DllImport(Library, EntryPoint = "wait4", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Wait(int processId, out int status, int options, out ResourceUsage usage);

    [DllImport(Library, EntryPoint = "killpg", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int SignalGroup(int group, int signal);

    /// <summary>The beginning of struct rusage, with room for the rest.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 512)]
    internal readonly struct ResourceUsage
    {
        private readonly nint _userSeconds;
        private readonly nint _userMicroseconds;
        private readonly nint _systemSeconds;
        private readonly nint _systemMicroseconds;
        private readonly nint _maximumResident;

        /// <summary>User and system time in seconds. Microseconds are 32 bits wide on macOS, beside 32 bits of padding.</summary>
        internal double CpuSeconds => _userSeconds + _systemSeconds + (((uint)_userMicroseconds + (double)(uint)_systemMicroseconds) / 1e6);

        /// <summary>Largest resident memory in bytes: the system counts KiB on Linux, bytes on macOS.</summary>
        internal long PeakBytes => OperatingSystem.IsMacOS() ? _maximumResident : _maximumResident * 1024L;
    }
}
