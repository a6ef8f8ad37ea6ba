namespace Assay.Notebook;

/// <summary>
/// Keeps a plan's logs current while things change: updates run in the background, one at a time; changes that come meanwhile wait for
/// the next, and updating takes at most a tenth of the time. Disposing makes a last update and waits for it.
/// </summary>
public sealed class LogKeeper : IAsyncDisposable
{
    // An update that took d is followed by a pause of 9 d, so that large logs do not slow the runs down; at most this long.
    private const int PauseFactor = 9;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(30);
    private readonly PlanLogs _logs;
    private readonly Action<string> _report;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _loop;

    /// <summary>Begins to keep the logs.</summary>
    /// <param name="logs">The logs.</param>
    /// <param name="report">Told of conflicts and of logs that cannot be written, one sentence each; called from the background.</param>
    /// <param name="clock">The clock.</param>
    public LogKeeper(PlanLogs logs, Action<string> report, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(clock);
        _logs = logs;
        _report = report;
        _clock = clock;
        _loop = logs.Files.Count == 0 ? Task.CompletedTask : Task.Run(LoopAsync);
    }

    /// <summary>Says that something changed; returns at once.</summary>
    public void Changed()
    {
        try
        {
            if (_changed.CurrentCount == 0)
                _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two threads said it at once: once is enough.
        }
    }

    /// <summary>Makes the last update.</summary>
    /// <returns>Completes when the files are current.</returns>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        if (_logs.Files.Count > 0)
            await UpdateAsync(LastPatience).ConfigureAwait(false);
        _ending.Dispose();
        _changed.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_ending.Token).ConfigureAwait(false);
                var began = _clock.GetTimestamp();
                await UpdateAsync(TimeSpan.Zero).ConfigureAwait(false);
                var pause = _clock.GetElapsedTime(began) * PauseFactor;
                await Task.Delay(pause < LongestPause ? pause : LongestPause, _clock, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The last update follows in DisposeAsync.
        }
    }

    private async Task UpdateAsync(TimeSpan patience)
    {
        try
        {
            var update = await _logs.UpdateAsync(patience, CancellationToken.None).ConfigureAwait(false);
            foreach (var conflict in update.Conflicts)
                _report(conflict);
        }
        catch (AssayException failure)
        {
            // A log that cannot be written must not stop the runs.
            _report(failure.Message);
        }
    }
}
