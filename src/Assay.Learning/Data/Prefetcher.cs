namespace Assay.Learning.Data;

/// <summary>
/// A thread that gathers one batch while another is used. At most one is under way; between <see cref="Begin"/> and <see cref="Await"/> the batch
/// belongs to the thread.
/// </summary>
internal sealed class Prefetcher : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _thread;

    // Handed over by the semaphores.
    private Batch? _batch;

    public Prefetcher()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "Assay data" };
        _thread.Start();
    }

    public void Begin(Batch batch)
    {
        _batch = batch;
        _asked.Release();
    }

    public void Await() => _done.Wait();

    public void Dispose()
    {
        if (!_thread.IsAlive)
            return;
        _batch = null;
        _asked.Release();
        _thread.Join();
        _asked.Dispose();
        _done.Dispose();
    }

    // Gathering copies between arrays whose sizes were checked when they were made, so it does not throw.
    private void Work()
    {
        while (true)
        {
            _asked.Wait();
            if (_batch is not { } batch)
                return;
            batch.Gather();
            _done.Release();
        }
    }
}
