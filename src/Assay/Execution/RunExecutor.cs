using System.Collections;
using Assay.Execution.Capture;
using Assay.Execution.Diagnosis;
using Assay.Execution.Local;
using Assay.Execution.Spool;
using Assay.Foundation.Files;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Execution;

/// <summary>
/// Executes runs on this machine, any number at a time: starts the command, takes its spool into the store while it lives, and writes its
/// end with everything it left as one batch. When this process dies, the command goes on and <see cref="RunAdoption"/> finishes the run.
/// </summary>
/// <param name="store">Holds the runs.</param>
/// <param name="options">How.</param>
public sealed class RunExecutor(IRunStore store, ExecutionOptions options)
{
    private const string GpuVariable = "CUDA_VISIBLE_DEVICES";
    private const string StepsVariable = "ASSAY_STEPS";

    // Bytes taken in one look, beyond which the next look follows at once.
    private const long BusySpool = 1 << 20;

    private readonly GitCapture _git = new(options.Clock);
    private readonly ILauncher _launcher = OperatingSystem.IsWindows() ? new WindowsLauncher() : new PosixLauncher();

    private TimeProvider Clock => options.Clock;

    /// <summary>Executes a run to its end.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="lease">The caller's lease of the run, which is queued; renewed here as long as needed.</param>
    /// <param name="observer">Hears of what happens.</param>
    /// <param name="cancellationToken">Stops the command with SIGINT, SIGTERM, SIGKILL; the run is then cancelled.</param>
    /// <returns>How it ended, as the store has it. A command that fails is an outcome, not an exception.</returns>
    /// <exception cref="LeaseLostException">Another process took the run over; it goes on there.</exception>
    /// <exception cref="StoreException">The store cannot be written; what the command left is taken in by the next adoption.</exception>
    public async Task<ExecutionOutcome> ExecuteAsync(ExecutionRequest request, Lease lease, IExecutionObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(observer);
        IChild child;
        LaunchRecord record;
        Change[] beginning;
        var started = Clock.GetUtcNow();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            (record, var problems) = await PrepareAsync(request).ConfigureAwait(false);
            started = Clock.GetUtcNow();
            beginning =
            [
                new SetStatus(request.Run, RunStatus.Running, options.Who, At: started),
                new PatchRun(request.Run, Details: record.Details),
                .. request.Datasets.Select(dataset => new UseDataset(request.Run, dataset)),
                .. problems.Select(text => new AddRunNote(request.Run, NoteKind.Note, text, options.Who)),
            ];
            child = _launcher.Launch(Spec(request, record, lease));
        }
        catch (Exception e) when (e is ExecutionException or IOException or UnauthorizedAccessException or ArgumentException or OperationCanceledException)
        {
            return await EndUnstartedAsync(request.Run, lease, e).ConfigureAwait(false);
        }

        observer.Started(request.Run, child.ProcessId);
        // Written while the command already runs: should this process die in between, the pid file tells that it was started.
        var running = store.WriteAsync(new WriteBatch(beginning, lease), CancellationToken.None);
        return await FollowAsync(child, record, running, started, lease, observer, cancellationToken, request.Judge, request.Prune).ConfigureAwait(false);
    }

    /// <summary>Follows a child, started here or adopted, and finishes its run.</summary>
    internal async Task<ExecutionOutcome> FollowAsync(
        IChild child, LaunchRecord record, Task running, DateTimeOffset started, Lease lease, IExecutionObserver observer, CancellationToken cancellationToken,
        IRunJudge? judge = null, Task<string>? prune = null)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (StoreException e) when (e is not LeaseLostException)
        {
            // A run that the store does not know to be running must not go on unseen.
            await StopSequence.RunAsync(child, record.Stop, Clock).ConfigureAwait(false);
            throw;
        }

        using var ended = new CancellationTokenSource();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var folder = RunFolder.Of(store.Folder, lease.Run);
        string? mark = null;
        var renewal = RenewAsync(lease, observer, ended.Token);
        try
        {
            var stopping = StopWhenDueAsync(child, record, started, prune, asked.Token, ended.Token);
            var spool = new SpoolIngester(store, lease, folder, record.WorkingDirectory, record.Metrics, options.Who, Clock, observer);
            while (!child.Exited.IsCompleted)
            {
                var pause = Task.Delay(options.PollInterval, Clock, ended.Token);
                var first = await Task.WhenAny(child.Exited, pause, renewal).ConfigureAwait(false);
                if (first == renewal)
                    await renewal.ConfigureAwait(false); // Ends before the run only by the loss of the lease.
                if (first == pause)
                {
                    await IngestWhileRunningAsync(spool, lease.Run, observer).ConfigureAwait(false);
                    if (mark is null && (mark = StopMark.TryRead(folder)) is not null)
                        await asked.CancelAsync().ConfigureAwait(false);
                }
            }

            var exit = await child.Exited.ConfigureAwait(false);
            if (exit.Revoked)
                throw new LeaseLostException($"Run {lease.Run} was taken over by another process before its command started.");
            await spool.FinishAsync(CancellationToken.None).ConfigureAwait(false);
            var cause = await stopping.ConfigureAwait(false);
            var stopped = cause == StopCause.Pruned ? await prune!.ConfigureAwait(false) : mark ?? $"stopped by {options.Who}";
            var outcome = await new RunEnd(store, options, record, lease, started, stopped, judge).WriteAsync(exit, cause, observer).ConfigureAwait(false);
            foreach (var said in await options.Listeners.RunEndedAsync(store, lease.Run, CancellationToken.None).ConfigureAwait(false))
                observer.Warned(lease.Run, said);
            return outcome;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)renewal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(LaunchRecord Record, IReadOnlyList<string> Problems)> PrepareAsync(ExecutionRequest request)
    {
        if (!Directory.Exists(request.WorkingDirectory))
            throw new ExecutionException($"{request.WorkingDirectory}: the working directory does not exist.");
        var folder = RunFolder.Of(store.Folder, request.Run);
        Directory.CreateDirectory(folder);
        if (request.Config is { } config)
            await File.WriteAllTextAsync(Path.Combine(folder, RunFolder.Config), config, CancellationToken.None).ConfigureAwait(false);
        var code = await _git.CaptureAsync(request.WorkingDirectory).ConfigureAwait(false);
        if (code?.Diff is { Length: > 0 } diff)
            await File.WriteAllBytesAsync(Path.Combine(folder, RunFolder.Diff), diff, CancellationToken.None).ConfigureAwait(false);
        string[] problems = code is { Dirty: true, Diff: null }
            ? [string.Create(CultureInfo.InvariantCulture, $"The working copy differs from commit {code.Commit}, and the difference was not kept: git took too long or said more than {GitCapture.DiffLimit >> 20} MiB.")]
            : [];
        var steps = OperatingSystem.IsWindows() || request.Command.Shell is not { } text ? [] : CommandSteps.Split(text);
        var record = new LaunchRecord
        {
            WorkingDirectory = request.WorkingDirectory,
            Chain = steps.Count > 1 ? request.Command.Shell : null,
            Timeout = request.Timeout,
            Results = request.Results,
            Before = [.. request.Results.Where(r => r.Format != Tracking.Results.ResultFormat.StandardOutput).Select(r => LaunchRecord.FileState.Of(request.WorkingDirectory, r.Location)).OfType<LaunchRecord.FileState>()],
            Outputs = request.Outputs,
            Metrics = request.Metrics,
            Stop = request.Stop,
            Details = new RunDetails
            {
                Command = request.Command.Shell,
                Arguments = request.Command.Arguments,
                WorkingDirectory = request.WorkingDirectory,
                Environment = Asked(request),
                Config = request.Config,
                ConfigDigest = request.Config is null ? null : FileDigest.OfText(request.Config),
                Outputs = request.Outputs.Count > 0 ? request.Outputs : null,
                Git = code is null ? null : Describe(code, request.Run),
                Host = await HostCapture.FindAsync().ConfigureAwait(false),
            },
        };
        record.Write(folder);
        return (record, problems);
    }

    private static GitState Describe(CodeState code, RunId run) => new(code.Commit, code.Branch, code.Dirty)
    {
        DiffPath = code.Diff is { Length: > 0 } ? RunFolder.Relative(run, RunFolder.Diff) : null,
        DiffDigest = code.Diff is { Length: > 0 } diff ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(diff)) : null,
    };

    private static Dictionary<string, string> Asked(ExecutionRequest request)
    {
        var asked = new Dictionary<string, string>(request.Environment, StringComparer.Ordinal);
        if (request.Gpus is { } gpus)
            asked[GpuVariable] = string.Join(',', gpus.Select(g => g.ToString(CultureInfo.InvariantCulture)));
        return asked;
    }

    private LaunchSpec Spec(ExecutionRequest request, LaunchRecord record, Lease lease)
    {
        var folder = RunFolder.Of(store.Folder, request.Run);
        var environment = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
            environment[(string)inherited.Key] = (string?)inherited.Value ?? "";
        foreach (var (name, value) in Asked(request))
            environment[name] = value;
        environment["ASSAY_RUN_ID"] = request.Run.Value;
        environment["ASSAY_RUN_DIR"] = folder;
        environment["ASSAY_STORE"] = store.Folder;
        environment["ASSAY_SPOOL"] = Path.Combine(folder, SpoolIngester.FileName);
        var command = request.Command;
        if (record.Chain is { } chain && CommandSteps.Instrument(chain, StepsVariable) is { } script)
        {
            command = LaunchCommand.OfShell(script);
            environment[StepsVariable] = Path.Combine(folder, RunFolder.Steps);
        }

        return new LaunchSpec(command, request.WorkingDirectory, environment, folder, PidFile.NameOf(lease.Epoch));
    }

    private async Task<ExecutionOutcome> EndUnstartedAsync(RunId run, Lease lease, Exception cause)
    {
        var (status, why) = cause is OperationCanceledException ? (RunStatus.Cancelled, "cancelled before its command started") : (RunStatus.Failed, cause.Message);
        var patch = status == RunStatus.Failed ? new RunPatch { ErrorLine = why, ErrorKind = "launch" } : null;
        await store.WriteAsync(new WriteBatch([new PatchRun(run, patch), new SetStatus(run, status, options.Who, why)], lease), CancellationToken.None).ConfigureAwait(false);
        return new ExecutionOutcome(run, status, why, null, null, TimeSpan.Zero);
    }

    // A busy or full store does not end a command: the lines stay in the spool, and the next look takes them.
    private static async Task IngestWhileRunningAsync(SpoolIngester spool, RunId run, IExecutionObserver observer)
    {
        try
        {
            while (await spool.IngestAsync(CancellationToken.None).ConfigureAwait(false) >= BusySpool)
            {
                // A command that writes so much is not waited for.
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or (StoreException and not LeaseLostException))
        {
            observer.Warned(run, $"The spool cannot be taken into the store at the moment: {e.Message}");
        }
    }

    // Ends by cancellation, or with LeaseLostException.
    private async Task RenewAsync(Lease lease, IExecutionObserver observer, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.LeaseDuration / 2, Clock);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if ((await store.RenewAsync([lease], options.LeaseDuration, cancellationToken).ConfigureAwait(false)).Count == 0)
                    throw new LeaseLostException($"Run {lease.Run} was taken over by another process; it goes on there.");
            }
            catch (StoreException e) when (e is not LeaseLostException)
            {
                observer.Warned(lease.Run, $"The lease could not be renewed, which is tried again: {e.Message}");
            }
        }
    }

    // Gives the reason when the command was stopped, null when it ended by itself.
    private async Task<StopCause> StopWhenDueAsync(IChild child, LaunchRecord record, DateTimeOffset started, Task<string>? prune, CancellationToken stop, CancellationToken ended)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ended);
        var left = record.Timeout is { } limit ? limit - (Clock.GetUtcNow() - started) : Timeout.InfiniteTimeSpan;
        // The longest wait a timer takes is 49 days; a limit beyond that is none.
        var pause = Task.Delay(left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : left.TotalMilliseconds >= int.MaxValue ? Timeout.InfiniteTimeSpan : left, Clock, either.Token);
        await Task.WhenAny(child.Exited, pause, prune ?? pause).ConfigureAwait(false);
        if (child.Exited.IsCompleted || ended.IsCancellationRequested)
            return StopCause.None;
        if (prune is { IsCompletedSuccessfully: true } && !stop.IsCancellationRequested)
        {
            await StopSequence.TerminateAsync(child, record.Stop, Clock).ConfigureAwait(false);
            return StopCause.Pruned;
        }

        var cause = stop.IsCancellationRequested ? StopCause.Cancelled : StopCause.TimedOut;
        await StopSequence.RunAsync(child, record.Stop, Clock).ConfigureAwait(false);
        return cause;
    }
}
