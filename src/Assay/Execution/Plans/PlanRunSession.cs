using Assay.Execution.Local;
using Assay.Foundation.Randomness;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Execution.Plans;

/// <summary>One execution of a plan: the loop that claims, starts, retries and waits. All fields belong to the loop; children report back as tasks.</summary>
internal sealed class PlanRunSession : IDisposable
{
    private readonly IRunStore _records;
    private readonly PlanRunOptions _options;
    private readonly SerialObserver _observer;
    private readonly TimeProvider _clock;
    private readonly Plan _plan;
    private readonly string _runnerId;
    private readonly Seed _backoffSeed;
    private readonly List<PlanTicket> _tickets;
    private readonly List<PlanTicket> _waiting = [];
    private readonly Dictionary<Task<Run?>, (PlanTicket Ticket, IReadOnlyList<int> Gpus)> _running = [];
    private readonly Fingerprinter _fingerprints;
    private readonly NeedLedger _needs;
    private readonly SlotPool _slots;
    private readonly RunExecutor _executor;
    private readonly RunAdoption _adoption;
    private readonly PrepareLock _prepareLock;
    private readonly int _doneBefore;
    private ulong _backoffs;

    public PlanRunSession(
        IRunStore records, PlanRunOptions options, IPlanRunObserver observer, TimeProvider clock,
        PlanProgress progress, IReadOnlyList<PlannedExperiment> selected, string runnerId, Seed backoffSeed)
    {
        _records = records;
        _options = options;
        _observer = new SerialObserver(observer);
        _clock = clock;
        _plan = progress.Plan;
        _runnerId = runnerId;
        _backoffSeed = backoffSeed;
        _fingerprints = progress.Fingerprints;
        _needs = new NeedLedger(progress, selected);
        _slots = new SlotPool(options);
        var execution = new ExecutionOptions { Who = options.Who, Clock = clock, LeaseDuration = options.LeaseDuration, Listeners = options.Listeners };
        _executor = new RunExecutor(records, execution);
        _adoption = new RunAdoption(records, _executor, execution);
        _prepareLock = new PrepareLock(records.Folder);
        var all = selected.Select(progress.Of).ToArray();
        _doneBefore = all.Count(e => e.State == ExperimentState.Done);
        _tickets = [.. all.Where(e => e.State != ExperimentState.Done).Select(e => new PlanTicket(e))];
    }

    public async Task<PlanRunSummary> RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _observer.Planned(_tickets.Count, _doneBefore);
        foreach (var settled in await _adoption.SettleOutsidePlansAsync(new ExecutionRelay(_observer), CancellationToken.None).ConfigureAwait(false))
            _observer.Message($"run {settled.Run.Id.Tail} of {settled.Run.Experiment}, which belongs to no plan, lost its process ({Describe(settled.Fate)})");
        await PlanRunsAsync().ConfigureAwait(false);
        var prepared = false;
        var lookAt = _clock.GetUtcNow();
        while (true)
        {
            if (_clock.GetUtcNow() >= lookAt)
            {
                await LookElsewhereAsync(stopping.Token).ConfigureAwait(false);
                await HearStopAsync(stopping).ConfigureAwait(false);
                lookAt = _clock.GetUtcNow() + _options.PollInterval;
            }

            if (!stopping.IsCancellationRequested)
            {
                BlockHopeless();
                await TakeValuesAsync().ConfigureAwait(false);
                if (!prepared && _waiting.Exists(IsReady))
                {
                    prepared = true;
                    if (!await PrepareAsync(stopping.Token).ConfigureAwait(false) && !stopping.IsCancellationRequested)
                        BlockAll("the plan's prepare command failed");
                }

                await StartReadyAsync(stopping.Token).ConfigureAwait(false);
            }

            if (_running.Count == 0 && (stopping.IsCancellationRequested || !_tickets.Exists(t => t.State is TicketState.Waiting or TicketState.Elsewhere)))
                break;
            await WaitAsync(lookAt, stopping.Token).ConfigureAwait(false);
            await TakeEndedAsync().ConfigureAwait(false);
        }

        int Count(TicketState state) => _tickets.Count(t => t.State == state);
        return new PlanRunSummary(
            _doneBefore, Count(TicketState.Done), Count(TicketState.Failed), Count(TicketState.Blocked), Count(TicketState.Elsewhere),
            Count(TicketState.Waiting) + Count(TicketState.Stopped), stopping.IsCancellationRequested);
    }

    public void Dispose() => _prepareLock.Dispose();

    // A planned run is a record before anything executes; runs planned for an older configuration will never execute.
    private async Task PlanRunsAsync()
    {
        List<Change> outdated = [];
        List<PlanTicket> due = [];
        foreach (var ticket in _tickets)
        {
            outdated.AddRange(ticket.Progress.Rows.Select(row => row.Run)
                .Where(run => !ticket.AwaitsValues && run.Status == RunStatus.Planned && run.Fingerprint != ticket.Progress.Fingerprint)
                .Select(run => new SetStatus(run.Id, RunStatus.Cancelled, _options.Who, "the plan changed before it was executed")));
            if (ticket.Progress.State == ExperimentState.Blocked)
                Block(ticket, ticket.Progress.Why!);
            else if (_slots.WhyNever(ticket.Experiment) is { } never)
                Block(ticket, never);
            else if (ticket.Progress.Active is { } active)
                (ticket.State, ticket.Run) = (TicketState.Elsewhere, active);
            else if (ticket.AwaitsValues)
                _waiting.Add(ticket);
            else
                due.Add(ticket);
        }

        if (outdated.Count > 0)
            await _records.WriteAsync(new WriteBatch(outdated)).ConfigureAwait(false);
        var drafts = due.ConvertAll(ticket =>
        {
            var last = ticket.Progress.Rows.Select(row => row.Run).LastOrDefault(run => run.Status is RunStatus.Failed or RunStatus.Lost);
            return PlannedRun.Draft(_plan, ticket.Progress, ticket.Progress.NextAttempt, last?.Id, _options);
        });
        var runs = await _records.CreateRunsAsync(drafts).ConfigureAwait(false);
        for (var i = 0; i < due.Count; i++)
            due[i].Run = runs[i];
        _waiting.AddRange(due);
    }

    // Values that what was done meanwhile decides: the plan is read again with them, and what is due then is planned.
    private async Task TakeValuesAsync()
    {
        if (!_waiting.Exists(ticket => ticket.AwaitsValues && _needs.IsMet(ticket.Experiment)))
            return;
        var progress = await PlanProgress.ReadAsync(_plan, _records, RunColumns.None).ConfigureAwait(false);
        foreach (var ticket in _waiting.Where(ticket => ticket.AwaitsValues && _needs.IsMet(ticket.Experiment)).ToArray())
        {
            ticket.Progress = progress.Of(ticket.Experiment);
            if (ticket.AwaitsValues)
                continue;
            if (ticket.Progress.State == ExperimentState.Blocked)
            {
                Block(ticket, ticket.Progress.Why!);
            }
            else if (ticket.Progress.State == ExperimentState.Done)
            {
                _waiting.Remove(ticket);
                ticket.State = TicketState.Done;
                _needs.Done(ticket.Experiment);
            }
            else if (ticket.Progress.Active is { } active)
            {
                _waiting.Remove(ticket);
                (ticket.State, ticket.Run) = (TicketState.Elsewhere, active);
            }
            else
            {
                ticket.Run = (await _records.CreateRunsAsync([PlannedRun.Draft(_plan, ticket.Progress, ticket.Progress.NextAttempt, null, _options)]).ConfigureAwait(false))[0];
            }
        }
    }

    private bool IsReady(PlanTicket ticket) => !ticket.AwaitsValues && ticket.NotBefore <= _clock.GetUtcNow() && _needs.IsMet(ticket.Experiment);

    private void BlockHopeless()
    {
        // One blocked experiment may block the next: again until nothing changes.
        while (_waiting.Find(ticket => _needs.WhyBroken(ticket.Experiment) is not null) is { } hopeless)
            Block(hopeless, _needs.WhyBroken(hopeless.Experiment)!);
    }

    private void BlockAll(string why)
    {
        foreach (var ticket in _waiting.ToArray())
            Block(ticket, why);
    }

    private void Block(PlanTicket ticket, string why)
    {
        ticket.State = TicketState.Blocked;
        _waiting.Remove(ticket);
        _needs.Break(ticket.Experiment, "is blocked");
        _observer.Blocked(ticket.Experiment, why);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_plan.Prepare.Count == 0)
            return true;
        try
        {
            var prepared = await _prepareLock.PrepareAsync(
                () => PrepareCommands.RunAsync(_plan, _records.Folder, _runnerId, _observer.Message, cancellationToken),
                TimeSpan.FromMilliseconds(100), _clock, cancellationToken).ConfigureAwait(false);
            if (prepared is null)
                _observer.Message("another runner of this store has prepared and is executing: prepare is not run again");
            return prepared ?? true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task StartReadyAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < _waiting.Count && _slots.HasFreeJob && !cancellationToken.IsCancellationRequested;)
        {
            var ticket = _waiting[i];
            if (!IsReady(ticket) || _slots.TryTake(ticket.Experiment) is not { } gpus)
            {
                i++;
                continue;
            }

            _waiting.RemoveAt(i);
            var lease = await _records.TryClaimAsync(ticket.Run!.Id, ProcessIdentity.Current, _options.LeaseDuration, _options.Who, CancellationToken.None).ConfigureAwait(false);
            if (lease is null)
            {
                // Another runner was first.
                _slots.Return(ticket.Experiment, gpus);
                ticket.State = TicketState.Elsewhere;
                continue;
            }

            ticket.State = TicketState.Running;
            _observer.Started(ticket.Experiment, ticket.Run);
            var request = PlannedRun.Request(_plan, ticket.Experiment, ticket.Run, gpus, _fingerprints);
            _running.Add(Task.Run(() => ExecuteAsync(request, lease, cancellationToken), CancellationToken.None), (ticket, gpus));
        }
    }

    private Task<Run?> ExecuteAsync(ExecutionRequest request, Lease lease, CancellationToken cancellationToken) =>
        EndOfAsync(request.Run, _executor.ExecuteAsync(request, lease, new ExecutionRelay(_observer), cancellationToken));

    // The run as it stands after its execution; null when another process took it over, which is looked at like any other run elsewhere.
    private async Task<Run?> EndOfAsync(RunId run, Task<ExecutionOutcome> execution)
    {
        try
        {
            await execution.ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            return null;
        }

        return await _records.GetRunAsync(run).ConfigureAwait(false);
    }

    private async Task WaitAsync(DateTimeOffset lookAt, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var until = _waiting.Where(t => t.NotBefore > now).Select(t => t.NotBefore).Append(lookAt).Min();
        var pause = until > now ? until - now : TimeSpan.FromMilliseconds(1);
        // A stop is awaited through the children, which end by it; the pause must not spin on a token that is already set.
        using var waking = cancellationToken.IsCancellationRequested ? new CancellationTokenSource() : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = Task.Delay(pause, _clock, waking.Token);
        await Task.WhenAny([timer, .. _running.Keys]).ConfigureAwait(false);
        await waking.CancelAsync().ConfigureAwait(false);
    }

    private async Task TakeEndedAsync()
    {
        foreach (var task in _running.Keys.Where(task => task.IsCompleted).ToArray())
        {
            var (ticket, gpus) = _running[task];
            _running.Remove(task);
            _slots.Return(ticket.Experiment, gpus);
            var run = await task.ConfigureAwait(false);
            if (run is null || !run.Status.HasEnded())
            {
                // Taken over by somebody else, or it never started and is planned again: looked at like any run elsewhere.
                ticket.State = TicketState.Elsewhere;
                continue;
            }

            await SettleAsync(ticket, run).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(PlanTicket ticket, Run run)
    {
        ticket.Run = run;
        _observer.Ended(ticket.Experiment, run);
        switch (run.Status)
        {
            case RunStatus.Completed:
                ticket.State = TicketState.Done;
                _needs.Done(ticket.Experiment);
                break;
            case RunStatus.Failed or RunStatus.Lost when ticket.EndedWithoutRunner:
                // It ended under a runner that had died: for this one it is due, like anything that failed before.
                ticket.EndedWithoutRunner = false;
                await PlanAgainAsync(ticket, run, TimeSpan.Zero).ConfigureAwait(false);
                break;
            case RunStatus.Failed or RunStatus.Lost or RunStatus.Pruned when _options.Retry && ticket.Failures < ticket.Experiment.Retries:
                ticket.Failures++;
                await PlanRetryAsync(ticket, run).ConfigureAwait(false);
                break;
            case RunStatus.Cancelled:
                ticket.State = TicketState.Stopped;
                _needs.Break(ticket.Experiment, "was cancelled");
                break;
            default:
                ticket.State = TicketState.Failed;
                _needs.Break(ticket.Experiment, run.Status == RunStatus.Lost ? "was lost" : "failed");
                break;
        }
    }

    private async Task PlanRetryAsync(PlanTicket ticket, Run failed)
    {
        // Doubles with every failure, with up to a quarter of jitter, so that many failures of one cause do not come back together.
        var pause = ticket.Experiment.Backoff * Math.Pow(2, ticket.Failures - 1) * (1 + (0.25 * _backoffSeed.Uniform(_backoffs++)));
        await PlanAgainAsync(ticket, failed, pause).ConfigureAwait(false);
        _observer.Message(string.Create(
            CultureInfo.InvariantCulture, $"{ticket.Experiment.Name}: try {ticket.Failures + 1} of {ticket.Experiment.Retries + 1} in {pause.TotalSeconds:0.#} s"));
    }

    private async Task PlanAgainAsync(PlanTicket ticket, Run failed, TimeSpan pause)
    {
        var draft = PlannedRun.Draft(_plan, ticket.Progress, (failed.Place?.Attempt ?? 0) + 1, failed.Id, _options);
        ticket.Run = (await _records.CreateRunsAsync([draft]).ConfigureAwait(false))[0];
        ticket.NotBefore = _clock.GetUtcNow() + pause;
        ticket.State = TicketState.Waiting;
        _waiting.Insert(0, ticket);
    }

    // Runs that others execute: ended ones are settled, those of dead owners are adopted, returned ones are due again.
    private async Task LookElsewhereAsync(CancellationToken cancellationToken)
    {
        foreach (var ticket in _tickets.Where(t => t.State == TicketState.Elsewhere).ToArray())
        {
            if (await _records.GetRunAsync(ticket.Run!.Id, CancellationToken.None).ConfigureAwait(false) is not { } run)
                continue;
            ticket.Run = run;
            if (run.Status.HasEnded() && run.Fingerprint != ticket.Progress.Fingerprint)
            {
                ticket.Run = (await _records.CreateRunsAsync([PlannedRun.Draft(_plan, ticket.Progress, ticket.Progress.NextAttempt, null, _options)], CancellationToken.None).ConfigureAwait(false))[0];
                ticket.State = TicketState.Waiting;
                _waiting.Add(ticket);
            }
            else if (run.Status.HasEnded())
            {
                await SettleAsync(ticket, run).ConfigureAwait(false);
            }
            else if (run.Status == RunStatus.Planned)
            {
                ticket.State = TicketState.Waiting;
                _waiting.Add(ticket);
            }
            else if (!cancellationToken.IsCancellationRequested && await _adoption.TryTakeOverAsync(run, CancellationToken.None).ConfigureAwait(false) is { } adopted)
            {
                ticket.State = TicketState.Running;
                ticket.EndedWithoutRunner = adopted.Fate is AdoptedFate.Ended or AdoptedFate.Lost;
                _observer.Message($"{ticket.Experiment.Name}: run {run.Id.Tail} lost its runner and is taken over ({Describe(adopted.Fate)})");
                _running.Add(
                    Task.Run(() => EndOfAsync(run.Id, _adoption.FinishAsync(adopted, new ExecutionRelay(_observer), cancellationToken)), CancellationToken.None),
                    (ticket, _slots.Force(ticket.Experiment)));
            }
        }
    }

    private static string Describe(AdoptedFate fate) => fate switch
    {
        AdoptedFate.Alive => "its command lives and is followed",
        AdoptedFate.Ended => "its command has ended",
        AdoptedFate.NeverStarted => "its command never started",
        _ => "nobody knows how its command ended",
    };

    private async Task HearStopAsync(CancellationTokenSource stopping)
    {
        if (stopping.IsCancellationRequested)
            return;
        var runners = await _records.GetRunnersAsync().ConfigureAwait(false);
        if (runners.FirstOrDefault(r => r.Id == _runnerId) is { StopRequested: true })
        {
            _observer.Message("asked to stop");
            await stopping.CancelAsync().ConfigureAwait(false);
        }
    }
}
