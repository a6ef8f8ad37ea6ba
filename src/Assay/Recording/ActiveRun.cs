using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Recording;

/// <summary>
/// A run that this program executes. Logging is buffered and never throws for a store that is busy or full for a while: what has been
/// written is known when <see cref="FlushAsync"/>, <see cref="CompleteAsync"/> or disposal returns. All members may be called from any thread.
/// </summary>
public sealed class ActiveRun : IAsyncDisposable
{
    private readonly IRunStore _records;
    private readonly ErrorWatch? _watch;
    private readonly StoreOptions _options;
    private readonly string _who = Environment.UserName;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Task _loop;
    private readonly LogBuffer _buffer;
    private readonly ConcurrentBag<MeterListener> _listeners = [];
    private readonly ConcurrentDictionary<string, MetricIdentity> _declared = new(StringComparer.Ordinal);
    private long _refusedBefore;
    private bool _disposed;

    // Changed by the writer only, under _writing.
    private Lease _lease;
    private volatile bool _ended;

    internal ActiveRun(IRunStore records, Lease lease, ErrorWatch? watch, StoreOptions options)
    {
        _records = records;
        _lease = lease;
        _watch = watch;
        _options = options;
        _buffer = new LogBuffer(lease.Run, options.BufferLimit);
        // The loop's own exceptions are none of the program's: the watch must not see them.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(WriteLoopAsync);
    }

    /// <summary>Values could not be written in time; raised on a background thread.</summary>
    public event EventHandler<LogFailure>? LoggingFailed;

    /// <summary>The run's id.</summary>
    public RunId Id => _lease.Run;

    /// <summary>Values in memory, not yet written.</summary>
    public int Waiting => _buffer.Waiting;

    /// <summary>Logs a value under a key whose identity was declared with <see cref="Metric"/>, or is not declared.</summary>
    /// <param name="key">E.g. <c>valid/auc</c>; 1–250 characters.</param>
    /// <param name="value">Any number; NaN and ±Infinity are kept; <see cref="MetricValue.Undefined"/> says why there is none.</param>
    /// <param name="step">Position in training.</param>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    public void Log(string key, MetricValue value, long step = 0)
    {
        CheckKey(key);
        var identity = _declared.GetOrAdd(key, static undeclared => new MetricIdentity(undeclared));
        _buffer.Add(identity, new MetricPoint(step, _options.Clock.GetUtcNow(), value));
    }

    /// <summary>Declares what a key's values mean, for all values logged under it from now on.</summary>
    /// <param name="key">The key.</param>
    /// <param name="identity">Its meaning; the key inside it is replaced by <paramref name="key"/>.</param>
    public void Metric(string key, MetricIdentity identity)
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(identity);
        _declared[key] = identity with { Key = key };
    }

    /// <summary>Writes a parameter, once.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value, anything JSON can hold.</param>
    public void Param(string key, object? value)
    {
        CheckKey(key);
        _buffer.Add(new SetParam(Id, new Param(key, ParameterReader.Json(value).GetRawText())));
    }

    /// <summary>Writes a tag; a later value replaces it.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Tag(string key, string value)
    {
        CheckKey(key);
        _buffer.Add(new SetTag(Id, key, value));
    }

    /// <summary>Adds a remark.</summary>
    /// <param name="text">Markdown; not empty.</param>
    /// <param name="kind">What it is.</param>
    public void Note(string text, NoteKind kind = NoteKind.Note)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _buffer.Add(new AddRunNote(Id, kind, text, _who));
    }

    /// <summary>Says which data the run uses.</summary>
    /// <param name="dataset">The data.</param>
    public void UseDataset(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _buffer.Add(new UseDataset(Id, dataset));
    }

    /// <summary>Says which file the run uses as data: its digest is taken now.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="path">The file.</param>
    /// <param name="role">What it is used for.</param>
    /// <param name="rows">Number of rows, when known.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void UseDataset(string name, string path, string? role = null, long? rows = null) =>
        UseDataset(new Dataset(name, FileDigest.OfFile(path), role, rows, path));

    /// <summary>Copies a file into the store as an artifact of the run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Path inside the run's artifact folder with "/"; null for the file's name.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="IOException">The file cannot be read or copied.</exception>
    /// <exception cref="ArgumentException">The name leaves the artifact folder.</exception>
    public async Task SaveArtifactAsync(string path, string? name = null, CancellationToken cancellationToken = default)
    {
        name ??= Path.GetFileName(path);
        var root = Path.Combine(_records.Folder, "artifacts", Id.Value);
        var target = Path.GetFullPath(Path.Combine(root, name));
        if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException($"An artifact's name stays inside the run's folder; '{name}' does not.", nameof(name));
        await Task.Run(
            () => AtomicFile.Write(target, stream =>
            {
                using var source = File.OpenRead(path);
                source.CopyTo(stream);
            }),
            cancellationToken).ConfigureAwait(false);
        _buffer.Add(new AddArtifact(Id, new Artifact(name.Replace('\\', '/'), new FileInfo(target).Length, FileDigest.OfFile(target), Stored: true)));
    }

    /// <summary>Captures a meter's instruments (<c>System.Diagnostics.Metrics</c>) as metrics until the run ends; the n-th measurement of a key gets step n.</summary>
    /// <param name="meterName">The meter's name.</param>
    public void Capture(string meterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(meterName);
        var steps = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == meterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        void Take<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
            where T : struct, IConvertible
        {
            var key = instrument.Name;
            foreach (var (name, part) in tags)
                key += string.Create(CultureInfo.InvariantCulture, $"/{name}:{part}");
            Log(key, value.ToDouble(CultureInfo.InvariantCulture), steps.AddOrUpdate(key, 0, (_, step) => step + 1));
        }

        listener.SetMeasurementEventCallback<double>(Take);
        listener.SetMeasurementEventCallback<float>(Take);
        listener.SetMeasurementEventCallback<long>(Take);
        listener.SetMeasurementEventCallback<int>(Take);
        listener.Start();
        _listeners.Add(listener);
    }

    /// <summary>Writes everything that was logged before the call.</summary>
    /// <param name="cancellationToken">Ends the wait; the values stay in memory.</param>
    /// <exception cref="StoreException">The store cannot be written; the values stay in memory and are tried again. Or values were refused for good.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await WriteWaitingAsync([], cancellationToken).ConfigureAwait(false);
        var refused = _buffer.Refused;
        refused -= Interlocked.Exchange(ref _refusedBefore, refused);
        if (refused > 0)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"run {Id}: {refused} logged values were refused; LoggingFailed said why."));
    }

    /// <summary>Ends the run as completed; everything logged is written with it.</summary>
    /// <param name="result">What came out, in a sentence; null when nothing is to be said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Task CompleteAsync(string? result = null, CancellationToken cancellationToken = default) =>
        EndAsync(RunStatus.Completed, result, cancellationToken);

    /// <summary>Ends the run as failed with an error.</summary>
    /// <param name="error">The error; its type and message become the run's key error line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Task FailAsync(Exception error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        return EndAsync(RunStatus.Failed, why: error.Message, new RunPatch { ErrorLine = $"{error.GetType().FullName}: {error.Message}", ErrorKind = "dotnet" }, cancellationToken);
    }

    /// <summary>Ends the run in a given status; a run that has ended stays as it is.</summary>
    /// <param name="status">Completed, failed, pruned or cancelled.</param>
    /// <param name="result">The result summary of a completed run, else the reason.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not an end.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Task EndAsync(RunStatus status, string? result = null, CancellationToken cancellationToken = default)
    {
        if (!status.HasEnded() || status == RunStatus.Lost)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A run ends as completed, failed, pruned or cancelled.");
        return status == RunStatus.Completed
            ? EndAsync(status, why: null, new RunPatch { Result = result }, cancellationToken)
            : EndAsync(status, why: result, new RunPatch(), cancellationToken);
    }

    /// <summary>Ends the run with further changes, all in one transaction with what was logged; a run that has ended stays as it is.</summary>
    /// <param name="status">An end.</param>
    /// <param name="why">The reason; null for none.</param>
    /// <param name="more">Changes that are written with the end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task EndAsync(RunStatus status, string? why, IReadOnlyList<Change> more, CancellationToken cancellationToken)
    {
        if (_ended)
            return Task.CompletedTask;
        StopCapturing();
        return EndAndTellAsync([.. more, new SetStatus(Id, status, _who, why)], cancellationToken);
    }

    /// <summary>Writes changes under the run's lease.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    internal async Task WriteAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _records.WriteAsync(new WriteBatch(changes, _lease), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends a run that was not ended: as failed, with the exception that is on its way out when there is one.</summary>
    /// <returns>A task that ends when everything is written.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        try
        {
            if (_watch?.Last is { } error)
                await FailAsync(error).ConfigureAwait(false);
            else
                await EndAsync(RunStatus.Failed, "ended without CompleteAsync").ConfigureAwait(false);
        }
        finally
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await _loop.ConfigureAwait(false);
            StopCapturing();
            if (_buffer.TellRefused() is { } refused)
                Report(refused);
            _watch?.Dispose();
            _writing.Dispose();
            _stopping.Dispose();
        }
    }

    private static void CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (key.Length > 250)
            throw new ArgumentException($"A key has at most 250 characters; this one has {key.Length}.", nameof(key));
    }

    private Task EndAsync(RunStatus status, string? why, RunPatch patch, CancellationToken cancellationToken)
    {
        if (_ended)
            return Task.CompletedTask;
        StopCapturing();
        return EndAndTellAsync([new PatchRun(Id, patch), new SetStatus(Id, status, _who, why)], cancellationToken);
    }

    private async Task EndAndTellAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        await WriteWaitingAsync(changes, cancellationToken).ConfigureAwait(false);
        foreach (var said in await _options.Listeners.RunEndedAsync(_records, Id, cancellationToken).ConfigureAwait(false))
            _options.Said?.Invoke(said);
    }

    private void StopCapturing()
    {
        while (_listeners.TryTake(out var listener))
            listener.Dispose();
    }

    private async Task WriteLoopAsync()
    {
        using var timer = new PeriodicTimer(_options.FlushInterval);
        var renewAt = _options.Clock.GetUtcNow() + (_options.LeaseDuration / 2);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                try
                {
                    await WriteWaitingAsync([], _stopping.Token).ConfigureAwait(false);
                    if (_options.Clock.GetUtcNow() >= renewAt)
                    {
                        await RenewAsync().ConfigureAwait(false);
                        renewAt = _options.Clock.GetUtcNow() + (_options.LeaseDuration / 2);
                    }
                }
                catch (StoreException error)
                {
                    // The values are still in memory; the next tick tries again.
                    Report(error.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposal ends the loop; it has written everything before.
        }
    }

    private async Task RenewAsync()
    {
        await _writing.WaitAsync(_stopping.Token).ConfigureAwait(false);
        try
        {
            if (!_ended && await _records.RenewAsync([_lease], _options.LeaseDuration, _stopping.Token).ConfigureAwait(false) is [var renewed])
                _lease = renewed;
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Report(string message) => LoggingFailed?.Invoke(this, new LogFailure(message, _buffer.Waiting, _buffer.Refused));

    // Writes what waits and, with it, the end of the run.
    private async Task WriteWaitingAsync(IReadOnlyList<Change> end, CancellationToken cancellationToken)
    {
        List<string> refusals = [];
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_ended)
                await WriteAsync(end, refusals).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
            if (_buffer.TellRefused() is { } refused)
                refusals.Add(refused);
            // Outside of the lock: whoever hears of it may log or flush.
            refusals.ForEach(Report);
        }
    }

    private async Task WriteAsync(IReadOnlyList<Change> end, List<string> refusals)
    {
        var ends = end.Count > 0;
        var taken = _buffer.Take(close: ends);
        if (taken.Count == 0 && !ends)
            return;
        try
        {
            try
            {
                await _records.WriteAsync(new WriteBatch([.. taken, .. end], _lease)).ConfigureAwait(false);
                _buffer.Written(taken);
            }
            catch (ChangeRefusedException) when (taken.Count > 0)
            {
                // Perhaps for one bad change (a param written twice), which must not hold back the rest.
                while (taken.Count > 0)
                {
                    await WriteOneAsync(taken[0], refusals).ConfigureAwait(false);
                    taken.RemoveAt(0);
                }

                if (ends)
                    await _records.WriteAsync(new WriteBatch(end, _lease)).ConfigureAwait(false);
            }
        }
        catch
        {
            _buffer.PutBack(taken);
            throw;
        }

        _ended = ends;
    }

    private async Task WriteOneAsync(Change change, List<string> refusals)
    {
        try
        {
            await _records.WriteAsync(new WriteBatch([change], _lease)).ConfigureAwait(false);
            _buffer.Written([change]);
        }
        catch (ChangeRefusedException error)
        {
            _buffer.Refuse(change);
            refusals.Add(error.Message);
        }
    }
}
