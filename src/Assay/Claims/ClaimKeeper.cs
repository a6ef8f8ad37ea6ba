namespace Assay.Claims;

/// <summary>
/// Keeps verdicts current while runs land: checks run in the background, one at a time; runs that end meanwhile wait for the next, and
/// checking takes at most a tenth of the time. Disposing makes a last check and waits for it.
/// </summary>
public sealed class ClaimKeeper : IAsyncDisposable
{
    // A check that took d is followed by a pause of 9 d, so that many claims do not slow the runs down; at most this long.
    private const int PauseFactor = 9;
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(10);

    private readonly ClaimChecker _checker;
    private readonly Action<VerdictChange> _changed;
    private readonly Action<string> _problem;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _landed = new(0, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _loop;

    /// <summary>Begins to keep verdicts current.</summary>
    /// <param name="checker">Tests the claims.</param>
    /// <param name="changed">Told of each verdict that is new; called from the background.</param>
    /// <param name="problem">Told when a check could not be made, a sentence; called from the background.</param>
    /// <param name="clock">The clock.</param>
    public ClaimKeeper(ClaimChecker checker, Action<VerdictChange> changed, Action<string> problem, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(checker);
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(clock);
        _checker = checker;
        _changed = changed;
        _problem = problem;
        _clock = clock;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Says that a run has ended; returns at once.</summary>
    public void RunEnded()
    {
        try
        {
            if (_landed.CurrentCount == 0)
                _landed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two runs ended at once: once is enough.
        }
    }

    /// <summary>Makes the last check.</summary>
    /// <returns>Completes when the verdicts are current.</returns>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await CheckAsync().ConfigureAwait(false);
        _ending.Dispose();
        _landed.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await _landed.WaitAsync(_ending.Token).ConfigureAwait(false);
                var began = _clock.GetTimestamp();
                await CheckAsync().ConfigureAwait(false);
                var pause = _clock.GetElapsedTime(began) * PauseFactor;
                await Task.Delay(pause < _longestPause ? pause : _longestPause, _clock, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The last check follows in DisposeAsync.
        }
    }

    private async Task CheckAsync()
    {
        try
        {
            foreach (var change in await _checker.RecordAsync(await _checker.CheckAsync().ConfigureAwait(false)).ConfigureAwait(false))
                _changed(change);
        }
        catch (AssayException failure)
        {
            // Claims that cannot be tested now must not stop the runs.
            _problem(failure.Message);
        }
    }
}
