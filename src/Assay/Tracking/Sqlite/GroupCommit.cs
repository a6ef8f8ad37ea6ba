namespace Assay.Tracking.Sqlite;

/// <summary>
/// The one writer of a process. Requests wait in a queue; a thread takes what is there, applies it in one transaction, each of several
/// requests inside a savepoint so that a refused one fails alone, commits, and only then completes their tasks. A transaction waits for
/// nothing but the disk.
/// </summary>
/// <remarks>
/// The queue is bounded: a caller that would overfill it waits for room. Disposal refuses new requests and writes all that were
/// accepted; after it nothing of this process is unwritten.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MostWaiting = 16384;
    private const int MostRequestsInGroup = 2048;
    private const int MostRowsInGroup = 200_000;

    // Callers that were just answered usually write again at once. Waiting this long for as many as the last group held makes one
    // flush of the disk serve all of them; a lone writer never waits.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);

    private readonly StoreFile _file;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _room = new(MostWaiting);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _arrived = new(initialState: false);

    // Under the gate.
    private readonly Queue<WriteRequest> _queue = new();
    private int _expected;
    private bool _started;
    private bool _closing;

    // Writer thread only.
    private readonly List<WriteRequest> _group = [];
    private int _lastGroup;
    private StoreWriter? _writer;

    public GroupCommit(StoreFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>Enqueues a write.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="weight">About how many rows it writes.</param>
    /// <param name="write">Writes it, on the writer's thread.</param>
    /// <param name="cancellationToken">Ends the wait; what was accepted is still written.</param>
    /// <returns>Completes after the commit returned.</returns>
    /// <exception cref="StoreException">The store is read-only.</exception>
    public async Task<T> WriteAsync<T>(int weight, Func<StoreWriter, T> write, CancellationToken cancellationToken)
    {
        if (_file.ReadOnlyReason is { } reason)
            throw new StoreException($"{_file.Path}: nothing can be written to this store because {reason}.");
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        var request = new WriteRequest<T>(weight, write);
        bool complete;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteRunStore));
            _queue.Enqueue(request);
            if (!_started)
            {
                _started = true;
                new Thread(WriteLoop) { IsBackground = true, Name = "Assay store writer" }.Start();
            }

            complete = _queue.Count >= _expected;
        }

        if (complete)
            _arrived.Set();
        return await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        bool started;
        lock (_gate)
        {
            started = _started;
            _closing = true;
        }

        if (!started)
            return;
        _arrived.Set();
        await _ended.Task.ConfigureAwait(false);
    }

    private void WriteLoop()
    {
        while (TakeGroup())
        {
            CommitGroup(_group);
            foreach (var request in _group)
                request.Complete();
            _room.Release(_group.Count);
            _group.Clear();
        }

        CloseWriter();
        _ended.SetResult();
    }

    /// <summary>Waits for requests and takes as many as one transaction should hold.</summary>
    /// <returns>False when the store is closing and everything was taken.</returns>
    private bool TakeGroup()
    {
        if (Gather())
            _arrived.WaitOne(Gathering);
        while (true)
        {
            lock (_gate)
            {
                _expected = 0;
                var rows = 0;
                while (_group.Count < MostRequestsInGroup && rows < MostRowsInGroup && _queue.TryDequeue(out var request))
                {
                    _group.Add(request);
                    rows += request.Weight;
                }

                _lastGroup = _group.Count;
                if (_group.Count > 0)
                    return true;
                if (_closing)
                    return false;
            }

            _arrived.WaitOne();
        }
    }

    /// <summary>Whether to wait for more requests than are there.</summary>
    private bool Gather()
    {
        lock (_gate)
        {
            _expected = _lastGroup > 1 && !_closing ? _lastGroup : 0;
            return _queue.Count < _expected;
        }
    }

    private void CommitGroup(List<WriteRequest> group)
    {
        try
        {
            var writer = _writer ??= new StoreWriter(_file.OpenWriter(), _clock);
            WriteLock.Begin(writer.Database);
            _file.CheckVersion(writer.Database);
            if (group.Count == 1)
                ApplyLone(writer, group[0]);
            else
                group.ForEach(request => ApplyInGroup(writer, request));
            if (writer.Database.InTransaction)
                writer.Database.Run("COMMIT");
        }
        catch (SqliteFailure failure) when (failure.IsFull && group.Count > 1)
        {
            // What does not fit must not take down what does.
            CloseWriter();
            foreach (var request in group)
            {
                request.Refusal = null;
                CommitGroup([request]);
            }
        }
        catch (Exception failure)
        {
            CloseWriter();
            var refusal = failure is SqliteFailure sqlite ? sqlite.ToStoreException(_file.Path) : failure;
            foreach (var request in group)
                request.Refusal ??= refusal;
        }
    }

    /// <summary>Closes the connection, which undoes an open transaction whatever state it is in; the next group opens another.</summary>
    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>
    /// Applies the only request of a transaction. It needs no savepoint: what is refused undoes the whole transaction, and a large one would
    /// pay for the savepoint with a copy of every page it touches.
    /// </summary>
    /// <exception cref="SqliteFailure">The transaction is lost.</exception>
    private void ApplyLone(StoreWriter writer, WriteRequest request)
    {
        var database = writer.Database;
        try
        {
            request.Apply(writer);
        }
        catch (Exception failure) when (database.InTransaction)
        {
            database.RollBack();
            Refuse(request, failure);
            if (failure is not LeaseLostException)
                return;
            // A refused lease leaves a trace, although the batch leaves none.
            WriteLock.Begin(database);
            _file.CheckVersion(database);
            writer.JournalRefusal();
        }
    }

    /// <summary>Applies one request of several, inside a savepoint.</summary>
    /// <exception cref="SqliteFailure">The whole transaction is lost.</exception>
    private void ApplyInGroup(StoreWriter writer, WriteRequest request)
    {
        var database = writer.Database;
        database.Run("SAVEPOINT request");
        try
        {
            request.Apply(writer);
        }
        catch (Exception failure) when (database.InTransaction)
        {
            database.Run("ROLLBACK TO request");
            Refuse(request, failure);
            if (failure is LeaseLostException)
                writer.JournalRefusal();
        }

        database.Run("RELEASE request");
    }

    private void Refuse(WriteRequest request, Exception failure) => request.Refusal = failure is SqliteFailure sqlite ? sqlite.ToStoreException(_file.Path) : failure;
}
