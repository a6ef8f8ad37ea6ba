using System.Runtime.InteropServices;

namespace Assay.Benchmarks.Learning;

/// <summary>Processor time of the calling thread, which other work on the machine does not lengthen as it does time on the wall. Linux.</summary>
internal static partial class ProcessorClock
{
    private const int ThreadTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Nanoseconds.</summary>
    public static long Nanoseconds()
    {
        _ = GetTime(ThreadTime, out var time);
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
