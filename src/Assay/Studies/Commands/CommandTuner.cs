using System.Collections.Concurrent;
using Assay.Execution;
using Assay.Execution.Local;
using Assay.Interop;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Studies.Commands;

/// <summary>Evaluates a study's trials by a command, several at a time; what a dead tuner left is adopted first.</summary>
/// <param name="study">The study.</param>
/// <param name="command">The command.</param>
/// <param name="options">How.</param>
/// <param name="observer">Hears of the trials.</param>
public sealed class CommandTuner(ActiveStudy study, TrialCommand command, TuneOptions options, ITuneObserver observer)
{
    private static readonly string[] OwnNames = ["trial", "study", "dir"];

    private readonly CommandTemplate _template = new(command.Text);
    private readonly ExecutionOptions _execution = new()
    {
        Who = options.Who,
        Clock = options.Clock,
        PollInterval = options.PollInterval,
        LeaseDuration = options.LeaseDuration,
        Listeners = options.Listeners,
    };

    private readonly ConcurrentQueue<AdoptedTrial> _adopted = new();
    private readonly Lock _telling = new();

    /// <summary>Evaluates trials until there are enough, time is up, or the sampler has nothing left.</summary>
    /// <param name="cancellationToken">Stops: commands get SIGINT, SIGTERM, SIGKILL, their trials are cancelled and do not count.</param>
    /// <returns>The study as it is then.</returns>
    /// <exception cref="AssayException">The command uses a name that is no parameter, or the sampler cannot work on this study.</exception>
    public async Task<Study> RunAsync(CancellationToken cancellationToken)
    {
        Check(command, study.Space);
        Directory.CreateDirectory(options.Output);
        var executor = new RunExecutor(study.Records, _execution);
        await AdoptAsync(executor, cancellationToken).ConfigureAwait(false);
        var until = options.Timeout is { } limit ? options.Clock.GetUtcNow() + limit : DateTimeOffset.MaxValue;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, Math.Max(1, options.Jobs)).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    while (!stopping.IsCancellationRequested && await StepAsync(executor, until, stopping.Token).ConfigureAwait(false))
                    {
                        // One trial after the other.
                    }
                }
                catch
                {
                    await stopping.CancelAsync().ConfigureAwait(false);
                    throw;
                }
            },
            CancellationToken.None)).ToArray();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped: what is there is told.
        }

        await study.TellListenersAsync().ConfigureAwait(false);
        var done = await study.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        // A folder of trials holds one objective; studies with more are exported as JSON or for Optuna.
        if (done.Objectives.Count == 1)
            StudyFolderWriter.Write(done, options.Output);
        return done;
    }

    /// <summary>Refuses a command that uses names which no trial of a space has.</summary>
    /// <param name="command">The command.</param>
    /// <param name="space">The space.</param>
    /// <exception cref="AssayException">It does, or a <c>${…}</c> in it is not one.</exception>
    public static void Check(TrialCommand command, ParameterSpace space)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(space);
        string[] names = [.. space.Parameters.Select(parameter => parameter.Name), .. space.Derived.Select(value => value.Name), .. OwnNames];
        // A regular expression holds no values.
        var files = command.Results.Where(result => result.Format != Tracking.Results.ResultFormat.StandardOutput).Select(result => result.Location);
        foreach (var text in files.Append(command.Reports).Prepend(command.Text).OfType<string>())
            new CommandTemplate(text).Check(names);
    }

    private async Task<bool> StepAsync(RunExecutor executor, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (_adopted.TryDequeue(out var adopted))
        {
            var following = Evaluation(adopted.Trial);
            await TellAsync(following, async () => await new RunAdoption(study.Records, executor, _execution).FinishJudgedAsync(adopted.Run, following, following.Judge, following.Prune, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return true;
        }

        if (options.Clock.GetUtcNow() >= until)
            return false;
        var draft = new RunDraft(study.Experiment) { Kind = RunKind.Command, Status = RunStatus.Queued, User = options.Who, Tags = new Dictionary<string, string> { ["study"] = study.Name } };
        if (await study.AskAsync(draft, options.Trials, ProcessIdentity.Current, cancellationToken).ConfigureAwait(false) is not ({ } trial, { } lease))
            return false;
        var evaluation = Evaluation(trial);
        await TellAsync(evaluation, () => executor.ExecuteAsync(evaluation.Request(command, _template, options.Stop), lease, evaluation, cancellationToken)).ConfigureAwait(false);
        return true;
    }

    private async Task TellAsync(TrialEvaluation evaluation, Func<Task<ExecutionOutcome>> execute)
    {
        ExecutionOutcome outcome;
        await using (evaluation.ConfigureAwait(false))
        {
            lock (_telling)
                observer.Started(evaluation.Trial);
            evaluation.Begin();
            outcome = await execute().ConfigureAwait(false);
        }

        // A command that could not be started was judged by nobody.
        var told = evaluation.Judge.Told;
        if (told is null)
        {
            told = evaluation.Trial with { State = TrialState.Failed, Why = outcome.Why };
            await study.Records.WriteAsync(new WriteBatch([new SetTrial(outcome.Run, TrialDocument.Write(told))]), CancellationToken.None).ConfigureAwait(false);
        }

        study.SayIfRunningBest(await study.CurveAsync(told, CancellationToken.None).ConfigureAwait(false));
        var now = await study.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        var best = now.Best?.Number;
        lock (_telling)
        {
            Tidy(now, told, best);
            observer.Ended(told, best == told.Number);
        }
    }

    // Under the lock: a folder is looked at by one at a time.
    private void Tidy(Study now, Trial told, int? best)
    {
        if (options.Keep == KeepFolders.All)
            return;
        foreach (var trial in now.Trials.Where(trial => trial.State is not (TrialState.Running or TrialState.Waiting) || trial.Number == told.Number))
        {
            var folder = FolderOf(trial.Number);
            if ((options.Keep == KeepFolders.None || trial.Number != best) && Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task AdoptAsync(RunExecutor executor, CancellationToken cancellationToken)
    {
        var adoption = new RunAdoption(study.Records, executor, _execution);
        foreach (var trial in await study.RunningAsync(cancellationToken).ConfigureAwait(false))
        {
            if (trial.Run is not { } id || await study.Records.GetRunAsync(id, cancellationToken).ConfigureAwait(false) is not { } run)
                continue;
            if (run.Status == RunStatus.Completed)
            {
                // Its end was written by who knew nothing of the study.
                var judge = new TrialJudge(study.Records, study, trial, null);
                var verdict = await judge.JudgeAsync(run.Status, null, new Tracking.Results.ResultReading([], [], []), RunFolder.Of(study.Records.Folder, id), run.Ended ?? options.Clock.GetUtcNow()).ConfigureAwait(false);
                await study.Records.WriteAsync(new WriteBatch([.. verdict.Changes]), CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            if (await adoption.TryTakeOverAsync(run, cancellationToken).ConfigureAwait(false) is not { } taken)
                continue;
            if (taken.Fate is AdoptedFate.Alive or AdoptedFate.Ended)
            {
                _adopted.Enqueue(new AdoptedTrial(trial, taken));
                continue;
            }

            if (taken.Launcher is not null)
                await adoption.FinishAsync(taken, Evaluation(trial), cancellationToken).ConfigureAwait(false);
            observer.Warned(string.Create(CultureInfo.InvariantCulture, $"Trial {trial.Number} was lost: its worker died before it."));
            await study.RetryAsync(trial).ConfigureAwait(false);
        }
    }

    private TrialEvaluation Evaluation(Trial trial)
    {
        var values = study.ValuesOf(trial);
        values["trial"] = trial.Number.ToString(CultureInfo.InvariantCulture);
        values["study"] = study.Name;
        values["dir"] = FolderOf(trial.Number);
        if (_template.Names.Contains("dir") || command.Results.Any(result => result.Location.Contains("${dir}", StringComparison.Ordinal)) || command.Reports?.Contains("${dir}", StringComparison.Ordinal) == true)
            Directory.CreateDirectory(values["dir"]);
        var reports = command.Reports is { } file ? new ReportFile(Path.GetFullPath(new CommandTemplate(file).Plain(values), command.Folder), trial.Run!.Value, study.Objectives[0], options.Clock) : null;
        return new TrialEvaluation(study, trial, values, reports, options, observer);
    }

    private string FolderOf(int trial) => Path.Combine(options.Output, "trials", trial.ToString("D4", CultureInfo.InvariantCulture));

    private sealed record AdoptedTrial(Trial Trial, AdoptedRun Run);
}
