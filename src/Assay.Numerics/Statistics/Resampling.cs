using Assay.Foundation.Randomness;
using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>How often and from which seed to resample. Each resample has a stream of its own, so the number of threads never changes a result.</summary>
/// <param name="Seed">Origin of all draws; equal seeds give equal results, bit for bit, on every machine.</param>
/// <param name="Count">Resamples, at least 99. 9,999 fix the bounds of a 95 % interval to about a hundredth of its width.</param>
/// <param name="Threads">Threads at most; 0 takes as many as there are processors.</param>
public sealed record Resampling(Seed Seed, int Count = 9_999, int Threads = 0)
{
    /// <summary>Below this a 95 % interval would rest on the two or three outermost resamples.</summary>
    public const int LeastCount = 99;

    // A resample costs at least this many element operations before a second thread is worth its start.
    private const long WorkForThreads = 200_000;

    internal static Resampling Checked(Resampling resampling)
    {
        ArgumentNullException.ThrowIfNull(resampling);
        if (resampling.Count < LeastCount)
            throw new ArgumentException(Invariant($"{resampling.Count} resamples are too few; take at least {LeastCount}, usually 9999."), nameof(resampling));
        if (resampling.Threads < 0)
            throw new ArgumentException(Invariant($"Threads is {resampling.Threads}; it must be 0 (all processors) or more."), nameof(resampling));
        return resampling;
    }

    // Calls body(first, last) over parts of [0, Count), each part on one thread with buffers of its own.
    internal void InParts(long workPerResample, Action<int, int> body)
    {
        var threads = Threads == 0 ? Environment.ProcessorCount : Threads;
        if (threads == 1 || workPerResample * Count < WorkForThreads)
        {
            body(0, Count);
            return;
        }

        // More parts than threads, so that one thread held up by other work does not hold up all.
        var parts = Math.Min(Count, threads * 8);
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            body((int)((long)Count * part / parts), (int)((long)Count * (part + 1) / parts)));
    }
}
