using Assay.Execution.Local;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tuning;

namespace Assay.Studies;

/// <content>Trials that somebody else evaluates: a person, or a program in another language.</content>
public sealed partial class ActiveStudy
{
    // No process of any machine has this name: only the time says that nobody comes back.
    private static readonly LeaseOwner Nobody = new("handed out", "", 0, "");

    /// <summary>Hands the next trial out to somebody who will tell of it by its number. It has no heartbeat: it is lost when nothing was told within the time that leases last.</summary>
    /// <param name="trials">How many trials the study is to have in all; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The trial with its parameters; null when there are enough, or nothing is left to try.</returns>
    public async Task<Trial?> HandOutAsync(int? trials = null, CancellationToken cancellationToken = default)
    {
        var draft = new RunDraft(Experiment) { Kind = RunKind.Program, Status = RunStatus.Running, User = Environment.UserName };
        return (await AskAsync(draft, trials, Nobody, cancellationToken).ConfigureAwait(false))?.Trial;
    }

    /// <summary>Tells of a trial that was handed out.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="state">Completed, pruned or failed; NaN makes a completed trial failed.</param>
    /// <param name="values">The objectives' values; for a pruned trial its last value or none, for a failed one none.</param>
    /// <param name="why">Why it failed or was pruned; null when it is not said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The trial as it is now.</returns>
    /// <exception cref="AssayException">There is no such trial, it is not running, or the values do not go with the state.</exception>
    public async Task<Trial> TellAsync(int number, TrialState state, IReadOnlyList<double> values, string? why = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        await LookAsync(cancellationToken).ConfigureAwait(false);
        var name = string.Create(CultureInfo.InvariantCulture, $"Trial {number} of '{Name}'");
        if (_book[number] is not { Run: { } id } trial)
            throw new AssayException($"{name} is not there: the study has {_book.Next.ToString(CultureInfo.InvariantCulture)} trials, from 0.");
        if (await _records.GetRunAsync(id, cancellationToken).ConfigureAwait(false) is not { } run || run.Status != RunStatus.Running)
            throw new AssayException($"{name} is {trial.State.ToString().ToLowerInvariant()}, it cannot be told of{(trial.State == TrialState.Waiting ? " before it is asked for" : " again")}.");
        if (run.Lease is { } lease && lease.Owner != Nobody && ProcessIdentity.IsAlive(lease.Owner) != false)
            throw new AssayException($"{name} is evaluated by process {lease.Owner.ProcessId.ToString(CultureInfo.InvariantCulture)} on {lease.Owner.Host}, which will tell of it.");
        if (state is TrialState.Waiting or TrialState.Running)
            throw new ArgumentOutOfRangeException(nameof(state), state, "A trial is told of as completed, pruned or failed.");
        if (state == TrialState.Completed && values.Count != Objectives.Count)
            throw new AssayException($"{name} needs {Objectives.Count.ToString(CultureInfo.InvariantCulture)} values, for {string.Join(", ", Objectives.Select(objective => objective.Metric))}; found {values.Count.ToString(CultureInfo.InvariantCulture)}.");
        if (state != TrialState.Completed && values.Count > 1)
            throw new AssayException($"{name} did not complete: it has at most its last value.");
        if (state == TrialState.Completed && values.Any(double.IsNaN))
            (state, why) = (TrialState.Failed, why ?? "the objective is NaN");
        var told = trial with { State = state, Value = values.Count > 0 ? values[0] : null, FurtherValues = [.. values.Skip(1).Select(MetricValue.Of)], Why = why };
        var status = state switch { TrialState.Completed => RunStatus.Completed, TrialState.Pruned => RunStatus.Pruned, _ => RunStatus.Failed };
        Change[] changes =
        [
            .. values.Select((value, index) => new LogMetrics(id, new MetricIdentity(Objectives[index].Metric) { Direction = Objectives[index].Direction }, [new MetricPoint(0, Now, value)])),
            .. IsDefinedByRun ? told.Params.Select(value => new SetParam(id, new Param(value.Key, value.Value.Json))) : [],
            new SetTrial(id, TrialDocument.Write(told), told.Value),
            new SetStatus(id, status, Environment.UserName, why),
        ];
        await _records.WriteAsync(new WriteBatch(changes, run.Lease), CancellationToken.None).ConfigureAwait(false);
        await TellIfGrownAsync().ConfigureAwait(false);
        return told;
    }
}
