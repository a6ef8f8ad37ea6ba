using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Learning.Kernels;

/// <summary>
/// The threads that share one trial's kernels: kept for its whole life, awake for some microseconds between jobs, parked after that.
/// One caller at a time; a job that starts another runs it by itself. Nothing is allocated per job.
/// </summary>
internal sealed unsafe class Workers : IDisposable
{
    /// <summary>How long a helper stays awake for the next job: longer than the serial work between two kernels, far shorter than a scheduler's slice.</summary>
    private const double SpinMicroseconds = 40;

    private const int ScratchAlignment = 64;

    [ThreadStatic]
    private static Workers? _current;

    [ThreadStatic]
    private static int _threadNumber;

    private readonly Thread[] _helpers;
    private readonly nint[] _scratch;
    private readonly nuint[] _scratchBytes;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _finished = new(0);
    private readonly GCHandle _handle;
    private readonly long _spinTicks = (long)(Stopwatch.Frequency * SpinMicroseconds / 1e6);

    // Written by the caller before it publishes a job; stable while a part of it is unfinished.
    private delegate*<void*, int, int, void> _body;
    private void* _state;
    private int _parts;

    private Shared _shared;
    private volatile bool _stopping;
    private bool _disposed;

    /// <param name="threads">Threads that work on a job, the calling one included; at least 1.</param>
    public Workers(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Count = threads;
        _scratch = new nint[threads];
        _scratchBytes = new nuint[threads];
        _handle = GCHandle.Alloc(this, GCHandleType.Weak);
        _helpers = new Thread[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            var thread = i + 1;
            _helpers[i] = new Thread(() => Help(thread)) { IsBackground = true, Name = $"Assay kernels {thread}" };
            _helpers[i].Start();
        }
    }

    /// <summary>Threads that work on a job, the calling one included.</summary>
    public int Count { get; }

    /// <summary>These workers for a body that has only its state: see <see cref="From"/>.</summary>
    public nint Handle => GCHandle.ToIntPtr(_handle);

    /// <summary>The workers that <see cref="Handle"/> stands for.</summary>
    public static Workers From(nint handle) => (Workers)GCHandle.FromIntPtr(handle).Target!;

    /// <summary>
    /// Calls body(state, part, thread) once for each part in 0 … parts − 1, on whichever thread is free, and returns when all are done.
    /// Bodies must not throw: an exception on a helper ends the process.
    /// </summary>
    public void Run(int parts, delegate*<void*, int, int, void> body, void* state)
    {
        if (parts <= 0)
            return;
        var nested = _current == this;
        if (nested || _helpers.Length == 0 || parts == 1)
        {
            var thread = nested ? _threadNumber : 0;
            for (var part = 0; part < parts; part++)
                body(state, part, thread);
            return;
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        _body = body;
        _state = state;
        _parts = parts;
        Volatile.Write(ref _shared.Pending, parts);
        // The job is visible from here on: how many parts are unclaimed, below a number that no two jobs near each other share.
        var job = (_shared.Ticket >> 32) + 1;
        Interlocked.Exchange(ref _shared.Ticket, (job << 32) | (uint)parts);
        WakeHelpers(parts - 1);

        (_current, _threadNumber) = (this, 0);
        WorkOnParts(0);
        _current = null;
        AwaitOthers();
    }

    /// <summary>
    /// Memory of one thread, 64-byte aligned, contents undefined; kept for later calls, which see the same block unless they ask for more.
    /// A body that runs a nested job shares it with that job.
    /// </summary>
    public byte* Scratch(int thread, nuint bytes)
    {
        if (_scratchBytes[thread] < bytes)
        {
            NativeMemory.AlignedFree((void*)_scratch[thread]);
            _scratchBytes[thread] = 0;
            _scratch[thread] = (nint)NativeMemory.AlignedAlloc(bytes, ScratchAlignment);
            _scratchBytes[thread] = bytes;
        }

        return (byte*)_scratch[thread];
    }

    /// <summary>Ends the threads and frees the scratch memory. No job may be running.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stopping = true;
        if (_helpers.Length > 0)
            _wake.Release(_helpers.Length);
        foreach (var helper in _helpers)
            helper.Join();
        for (var i = 0; i < _scratch.Length; i++)
        {
            NativeMemory.AlignedFree((void*)_scratch[i]);
            (_scratch[i], _scratchBytes[i]) = (0, 0);
        }

        _wake.Dispose();
        _finished.Dispose();
        _handle.Free();
    }

    private void Help(int thread)
    {
        (_current, _threadNumber) = (this, thread);
        while (!_stopping)
        {
            WorkOnParts(thread);
            if (!SpinForWork())
                Park();
        }
    }

    private void WorkOnParts(int thread)
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _shared.Ticket);
            if ((uint)ticket == 0)
                return;
            if (Interlocked.CompareExchange(ref _shared.Ticket, ticket - 1, ticket) != ticket)
                continue;

            // A claimed part keeps its job unfinished, so that the fields below are this job's.
            _body(_state, _parts - (int)(uint)ticket, thread);
            if (Interlocked.Decrement(ref _shared.Pending) == 0 && Interlocked.Exchange(ref _shared.CallerParked, 0) == 1)
                _finished.Release();
        }
    }

    private bool HasWork => (uint)Volatile.Read(ref _shared.Ticket) != 0 || _stopping;

    private bool SpinForWork()
    {
        var end = Stopwatch.GetTimestamp() + _spinTicks;
        do
        {
            for (var i = 0; i < 16; i++)
            {
                if (HasWork)
                    return true;
                Thread.SpinWait(8);
            }

            Thread.Yield(); // lets a thread run that has work when the machine is full
        }
        while (Stopwatch.GetTimestamp() < end);
        return HasWork;
    }

    private void Park()
    {
        Interlocked.Increment(ref _shared.Sleepers);
        // Work published before the increment was seen comes without a wake-up; then the place among the sleepers is given back,
        // unless the caller has taken it meanwhile, whose wake-up must be consumed.
        if (!HasWork || !TakeSleepers(1))
            _wake.Wait();
    }

    private void WakeHelpers(int wanted)
    {
        while (true)
        {
            var count = Math.Min(Volatile.Read(ref _shared.Sleepers), wanted);
            if (count <= 0)
                return;
            if (TakeSleepers(count))
            {
                _wake.Release(count);
                return;
            }
        }
    }

    private bool TakeSleepers(int count)
    {
        while (true)
        {
            var sleepers = Volatile.Read(ref _shared.Sleepers);
            if (sleepers < count)
                return false;
            if (Interlocked.CompareExchange(ref _shared.Sleepers, sleepers - count, sleepers) == sleepers)
                return true;
        }
    }

    private void AwaitOthers()
    {
        var end = Stopwatch.GetTimestamp() + _spinTicks;
        do
        {
            for (var i = 0; i < 16; i++)
            {
                if (Volatile.Read(ref _shared.Pending) == 0)
                    return;
                Thread.SpinWait(4);
            }

            Thread.Yield();
        }
        while (Stopwatch.GetTimestamp() < end);

        // A loop, as a helper that finished an earlier job late may give its signal now.
        while (Volatile.Read(ref _shared.Pending) != 0)
        {
            Interlocked.Exchange(ref _shared.CallerParked, 1);
            if (Volatile.Read(ref _shared.Pending) != 0 || Interlocked.Exchange(ref _shared.CallerParked, 0) == 0)
                _finished.Wait();
        }
    }

    // Each word that several threads write has cache lines of its own (two, as neighbours are fetched in pairs).
    [StructLayout(LayoutKind.Explicit, Size = 5 * 128)]
    private struct Shared
    {
        /// <summary>The job's number in the upper half, its parts not yet claimed in the lower.</summary>
        [FieldOffset(128)]
        public long Ticket;

        /// <summary>Parts not yet finished.</summary>
        [FieldOffset(256)]
        public int Pending;

        /// <summary>Helpers that wait to be woken.</summary>
        [FieldOffset(384)]
        public int Sleepers;

        /// <summary>1 while the caller waits for the last part.</summary>
        [FieldOffset(512)]
        public int CallerParked;
    }
}
