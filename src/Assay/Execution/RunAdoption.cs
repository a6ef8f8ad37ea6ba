using Assay.Execution.Local;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Queries;

namespace Assay.Execution;

/// <summary>
/// Finishes the runs of runners that died. Safe at any time and from several processes: the lease's epoch lets one through, the pid file
/// decides whether a command that was about to start still does, and the spool's committed offset keeps lines from being taken twice.
/// </summary>
/// <param name="store">Holds the runs.</param>
/// <param name="executor">Follows the living.</param>
/// <param name="options">How; the same as the executor's.</param>
public sealed class RunAdoption(IRunStore store, RunExecutor executor, ExecutionOptions options)
{
    private static readonly RunQuery OpenOutsidePlans = RunQuery.Parse("status in (queued, running) and plan is null");

    /// <summary>
    /// Takes over a queued or running run when its owner is dead: a process of this machine that is gone, one of an earlier boot, or one of another
    /// machine whose lease ran out.
    /// </summary>
    /// <param name="run">The run, as just read.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What became of it; null when its owner lives or may live, when somebody else was first, or when it has ended.</returns>
    public async Task<AdoptedRun?> TryTakeOverAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Status is not (RunStatus.Queued or RunStatus.Running) || run.Lease is not { } stale)
            return null;
        if (ProcessIdentity.IsAlive(stale.Owner) ?? stale.Expires > options.Clock.GetUtcNow())
            return null;
        var lease = await store.TryTakeOverAsync(stale, ProcessIdentity.Current, options.LeaseDuration, options.Who, cancellationToken).ConfigureAwait(false);
        if (lease is null)
            return null;
        var owner = $"its {(run.Kind == RunKind.Program ? "program" : "runner")} (process {stale.Owner.ProcessId.ToString(CultureInfo.InvariantCulture)} on {stale.Owner.Host}) died";
        var folder = RunFolder.Of(store.Folder, run.Id);
        // A program is its own command: nothing was launched for it, and nobody can go on with it.
        var launcher = run.Kind == RunKind.Program ? null : await PidFile.SettleAsync(folder, stale.Epoch, options.Clock, cancellationToken).ConfigureAwait(false);
        if (launcher is null)
        {
            // Only a plan would start it again.
            var status = run.Status == RunStatus.Queued && run.Place is not null ? RunStatus.Planned : RunStatus.Lost;
            var why = run.Kind == RunKind.Program ? owner : owner + " before its command started";
            await store.WriteAsync(new WriteBatch([new SetStatus(run.Id, status, options.Who, why)], lease), cancellationToken).ConfigureAwait(false);
            return new AdoptedRun(run, status == RunStatus.Planned ? AdoptedFate.NeverStarted : AdoptedFate.Lost, lease, null);
        }

        // Process ids of another machine or boot mean nothing here: then only the exit file speaks.
        var here = stale.Owner.Host == ProcessIdentity.Current.Host && stale.Owner.BootId == ProcessIdentity.Current.BootId;
        if (!here)
            launcher = launcher with { Start = "" };
        var fate = ProcessIdentity.IsAlive(launcher.ProcessId, launcher.Start) ? AdoptedFate.Alive : ExitFile.TryRead(folder) is null ? AdoptedFate.Lost : AdoptedFate.Ended;
        return new AdoptedRun(run, fate, lease, launcher);
    }

    /// <summary>
    /// Settles the runs that belong to no plan and whose owner is dead: programs are lost, commands that ended take their true end. A command
    /// that still lives is taken over and left to itself; a later call settles it.
    /// </summary>
    /// <param name="observer">Hears of what happens.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The runs that were settled, with their fates.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public async Task<IReadOnlyList<AdoptedRun>> SettleOutsidePlansAsync(IExecutionObserver observer, CancellationToken cancellationToken)
    {
        var open = await store.SearchAsync(new RunSearch { Query = OpenOutsidePlans }, cancellationToken).ConfigureAwait(false);
        List<AdoptedRun> settled = [];
        foreach (var row in open.Items)
        {
            if (await TryTakeOverAsync(row.Run, cancellationToken).ConfigureAwait(false) is not { Fate: not AdoptedFate.Alive } adopted)
                continue;
            await FinishAsync(adopted, observer, cancellationToken).ConfigureAwait(false);
            settled.Add(adopted);
        }

        return settled;
    }

    /// <summary>Follows an adopted run to its end, which for one that has ended is now.</summary>
    /// <param name="adopted">What <see cref="TryTakeOverAsync"/> gave.</param>
    /// <param name="observer">Hears of what happens.</param>
    /// <param name="cancellationToken">Stops the command, as for a run that was started here.</param>
    /// <returns>How it ended; for one that never started, planned or lost.</returns>
    /// <exception cref="LeaseLostException">Another process took the run over from this one.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Task<ExecutionOutcome> FinishAsync(AdoptedRun adopted, IExecutionObserver observer, CancellationToken cancellationToken) => FinishJudgedAsync(adopted, observer, null, null, cancellationToken);

    /// <summary>Follows an adopted run to its end, with a judge of it and a reason to prune it.</summary>
    internal async Task<ExecutionOutcome> FinishJudgedAsync(AdoptedRun adopted, IExecutionObserver observer, IRunJudge? judge, Task<string>? prune, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(adopted);
        ArgumentNullException.ThrowIfNull(observer);
        var run = adopted.Run;
        if (adopted.Launcher is not { } launcher)
            return new ExecutionOutcome(run.Id, adopted.Fate == AdoptedFate.Lost ? RunStatus.Lost : RunStatus.Planned, "its runner died before its command started", null, null, TimeSpan.Zero);
        var folder = RunFolder.Of(store.Folder, run.Id);
        using var following = new CancellationTokenSource();
        try
        {
            var child = new AdoptedChild(launcher, folder, options.PollInterval, options.Clock, following.Token);
            if (adopted.Fate == AdoptedFate.Alive)
                observer.Started(run.Id, child.ProcessId);
            // A launcher starts only after its record was written; somebody has removed it since.
            if (LaunchRecord.TryRead(folder) is not { } record)
            {
                var why = $"its runner died, and {RunFolder.Relative(run.Id, RunFolder.Launch)}, which says how to finish it, cannot be read";
                await store.WriteAsync(new WriteBatch([new SetStatus(run.Id, RunStatus.Lost, options.Who, why)], adopted.Lease), CancellationToken.None).ConfigureAwait(false);
                return new ExecutionOutcome(run.Id, RunStatus.Lost, why, null, null, TimeSpan.Zero);
            }

            var started = run.Started ?? new DateTimeOffset(File.GetLastWriteTimeUtc(Path.Combine(folder, RunFolder.Launch)));
            var running = run.Status == RunStatus.Running
                ? Task.CompletedTask
                : store.WriteAsync(new WriteBatch([new SetStatus(run.Id, RunStatus.Running, options.Who, "adopted", started), new PatchRun(run.Id, Details: record.Details)], adopted.Lease), CancellationToken.None);
            return await executor.FollowAsync(child, record, running, started, adopted.Lease, observer, cancellationToken, judge, prune).ConfigureAwait(false);
        }
        finally
        {
            await following.CancelAsync().ConfigureAwait(false);
        }
    }
}
