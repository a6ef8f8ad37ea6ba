using Assay.Learning.Kernels;

namespace Assay.Learning.Tests.Kernels;

public sealed unsafe class WorkersTests
{
    public static TheoryData<int> Threads => [1, 2, 3, 5];

    [Theory]
    [MemberData(nameof(Threads))]
    public void Each_part_of_each_job_is_done_once(int threads)
    {
        using var workers = new Workers(threads);
        const int Parts = 37;
        var done = stackalloc int[Parts];
        for (var job = 1; job <= 2000; job++)
        {
            var parts = 1 + job % Parts;
            new Span<int>(done, Parts).Clear();
            workers.Run(parts, &CountPart, done);
            for (var part = 0; part < Parts; part++)
                Assert.Equal(part < parts ? 1 : 0, done[part]);
        }
    }

    [Fact]
    public void Helpers_that_went_to_sleep_wake_for_the_next_job()
    {
        using var workers = new Workers(3);
        var done = stackalloc int[8];
        for (var job = 1; job <= 20; job++)
        {
            // Far beyond the time that helpers stay awake; whether they sleep by now does not change what is asserted.
            Thread.Sleep(2);
            workers.Run(8, &CountPart, done);
            for (var part = 0; part < 8; part++)
                Assert.Equal(job, done[part]);
        }
    }

    [Fact]
    public void No_parts_are_no_work()
    {
        using var workers = new Workers(2);
        var done = 0;
        workers.Run(0, &CountPart, &done);
        Assert.Equal(0, done);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_job_inside_a_job_runs_on_the_thread_that_asks(int threads)
    {
        using var workers = new Workers(threads);
        var state = new Nested { Workers = workers.Handle };
        workers.Run(10, &RunInside, &state);
        Assert.Equal(40, state.Done);
        Assert.Equal(0, state.OtherThread);
    }

    [Fact]
    public void Threads_are_numbered_below_their_count()
    {
        using var workers = new Workers(3);
        var largest = -1;
        workers.Run(100, &KeepLargestThread, &largest);
        Assert.InRange(largest, 0, 2);
    }

    [Fact]
    public void Scratch_is_aligned_kept_and_grows()
    {
        using var workers = new Workers(2);
        var first = workers.Scratch(1, 100);
        Assert.Equal(0u, (nuint)first % 64);
        Assert.True(workers.Scratch(1, 64) == first);
        var larger = workers.Scratch(1, 100_000);
        new Span<byte>(larger, 100_000).Fill(1);
        Assert.Equal(0u, (nuint)larger % 64);
        Assert.True(workers.Scratch(0, 100_000) != larger);
    }

    [Fact]
    public void A_job_allocates_nothing()
    {
        using var workers = new Workers(2);
        var done = stackalloc int[16];
        workers.Run(16, &CountPart, done);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            workers.Run(16, &CountPart, done);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Disposal_may_come_twice_and_ends_the_threads()
    {
        var workers = new Workers(3);
        workers.Dispose();
        workers.Dispose();
        Assert.Throws<ObjectDisposedException>(() => workers.Run(2, &CountPart, null));
    }

    [Fact]
    public void Less_than_one_thread_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Workers(0));

    private static void CountPart(void* state, int part, int thread) => Interlocked.Increment(ref ((int*)state)[part]);

    private static void KeepLargestThread(void* state, int part, int thread)
    {
        ref var largest = ref *(int*)state;
        for (var seen = Volatile.Read(ref largest); thread > seen; seen = Volatile.Read(ref largest))
            Interlocked.CompareExchange(ref largest, thread, seen);
    }

    private static void RunInside(void* state, int part, int thread)
    {
        var nested = (Nested*)state;
        var inner = new Inner { Outer = nested, Thread = thread };
        Workers.From(nested->Workers).Run(4, &CountInside, &inner);
    }

    private static void CountInside(void* state, int part, int thread)
    {
        var inner = (Inner*)state;
        Interlocked.Increment(ref inner->Outer->Done);
        if (inner->Thread != thread)
            Interlocked.Increment(ref inner->Outer->OtherThread);
    }

    private struct Nested
    {
        public nint Workers;
        public int Done;
        public int OtherThread;
    }

    private struct Inner
    {
        public Nested* Outer;
        public int Thread;
    }
}
