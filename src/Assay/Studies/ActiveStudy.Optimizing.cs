using Assay.Tuning;

namespace Assay.Studies;

/// <content>Asks, evaluates and tells until there are enough trials.</content>
public sealed partial class ActiveStudy
{
    private static readonly TimeSpan SettlingInterval = TimeSpan.FromSeconds(30);

    // Ticks; any worker reads and moves it.
    private long _settleAt;

    /// <summary>Evaluates an objective again and again.</summary>
    /// <param name="objective">
    /// Gives the objective's value for a trial. An exception makes the trial failed and goes on with the next; NaN too; <see cref="TrialPrunedException"/> makes it pruned.
    /// </param>
    /// <param name="trials">How many trials the study is to have in all, those there already counted; null for no limit.</param>
    /// <param name="timeout">No trial begins after so long; null for no limit.</param>
    /// <param name="jobs">Trials at the same time, at least 1.</param>
    /// <param name="trialTimeout">How long one trial may take: its token is cancelled then, and it failed; null for no limit.</param>
    /// <param name="cancellationToken">Stops: running trials are cancelled, and do not count when the study goes on.</param>
    /// <returns>The study as it is then.</returns>
    /// <exception cref="AssayException">The sampler cannot work on this study.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<Study> OptimizeAsync(
        Func<ActiveTrial, CancellationToken, Task<double>> objective, int? trials = null, TimeSpan? timeout = null, int jobs = 1, TimeSpan? trialTimeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return OptimizeAsync(async (trial, token) => (IReadOnlyList<double>)[await objective(trial, token).ConfigureAwait(false)], trials, timeout, jobs, trialTimeout, cancellationToken);
    }

    /// <summary>Evaluates several objectives again and again.</summary>
    /// <param name="objective">Gives the objectives' values for a trial, as many as the study has; exceptions as for one objective.</param>
    /// <param name="trials">How many trials the study is to have in all; null for no limit.</param>
    /// <param name="timeout">No trial begins after so long; null for no limit.</param>
    /// <param name="jobs">Trials at the same time, at least 1.</param>
    /// <param name="trialTimeout">How long one trial may take; null for no limit.</param>
    /// <param name="cancellationToken">Stops: running trials are cancelled, and do not count when the study goes on.</param>
    /// <returns>The study as it is then.</returns>
    /// <exception cref="AssayException">The sampler cannot work on this study.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Study> OptimizeAsync(
        Func<ActiveTrial, CancellationToken, Task<IReadOnlyList<double>>> objective, int? trials, TimeSpan? timeout, int jobs, TimeSpan? trialTimeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        if (trials is null && timeout is null)
            throw new ArgumentException("Say when it is enough: a number of trials, or a time.", nameof(trials));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var until = timeout is { } limit ? Now + limit : DateTimeOffset.MaxValue;
        var workers = Enumerable.Range(0, jobs).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    while (Now < until && !stopping.IsCancellationRequested && await StepAsync(objective, trials, trialTimeout, stopping.Token).ConfigureAwait(false))
                    {
                        // One trial after the other.
                    }
                }
                catch
                {
                    // What one worker cannot go on with, the others cannot either.
                    await stopping.CancelAsync().ConfigureAwait(false);
                    throw;
                }
            },
            CancellationToken.None)).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await TellListenersAsync().ConfigureAwait(false);
        return await ReadAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<bool> StepAsync(Func<ActiveTrial, CancellationToken, Task<IReadOnlyList<double>>> objective, int? trials, TimeSpan? trialTimeout, CancellationToken cancellationToken)
    {
        if (Now.UtcTicks >= Interlocked.Read(ref _settleAt))
        {
            Interlocked.Exchange(ref _settleAt, (Now + SettlingInterval).UtcTicks);
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await AskAsync(trials, cancellationToken).ConfigureAwait(false) is not { } trial)
            return false;
        await using (trial.ConfigureAwait(false))
        {
            using var late = new CancellationTokenSource(trialTimeout ?? Timeout.InfiniteTimeSpan, _options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
            try
            {
                // An objective that does not look at its token is waited for no longer than it may take.
                var values = await objective(trial, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
                await trial.CompleteAsync(values).ConfigureAwait(false);
            }
            catch (TrialPrunedException pruned)
            {
                await trial.PruneAsync(pruned.Message).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await trial.CancelAsync().ConfigureAwait(false);
                throw;
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                await trial.FailAsync($"timed out after {Execution.Durations.Text(trialTimeout!.Value)}").ConfigureAwait(false);
            }
            catch (Exception error) when (error is not (AssayException or OutOfMemoryException))
            {
                await trial.FailAsync(error).ConfigureAwait(false);
            }
            catch (AssayException error)
            {
                // A parameter that cannot be asked for: every trial would end so.
                await trial.FailAsync(error).ConfigureAwait(false);
                throw;
            }
        }

        return true;
    }
}
