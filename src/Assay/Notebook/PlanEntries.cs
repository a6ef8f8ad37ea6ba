using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>The entries of a plan's book: one a run, and one for each experiment that waits.</summary>
internal static class PlanEntries
{
    /// <summary>Makes the entries.</summary>
    /// <param name="progress">The plan with its runs.</param>
    /// <param name="notes">The store's notes by target.</param>
    /// <returns>In the plan's order; of one experiment older runs first.</returns>
    public static List<LogEntry> Of(PlanProgress progress, ILookup<NoteTarget, Note> notes)
    {
        var keys = new Dictionary<RunId, string>();
        foreach (var experiment in progress.Experiments)
        {
            var current = Current(experiment);
            for (var i = 0; i < experiment.Rows.Count; i++)
                keys[experiment.Rows[i].Run.Id] = experiment.Rows[i] == current ? experiment.Experiment.Name : string.Create(CultureInfo.InvariantCulture, $"{experiment.Experiment.Name} #{i + 1}");
        }

        var plan = progress.Plan;
        List<string> order = [.. plan.Metrics.Select(metric => metric.Key).Prepend(plan.Top?.By).OfType<string>().Distinct(StringComparer.Ordinal)];
        List<LogEntry> entries = [];
        foreach (var experiment in progress.Experiments)
        {
            var isDue = Current(experiment) is null;
            // What was put on record but never began is the experiment that waits.
            var waiting = isDue ? experiment.Rows.LastOrDefault(row => row.Run.Status == RunStatus.Planned) : null;
            foreach (var row in experiment.Rows.Where(row => !isDue || row.Run.Status != RunStatus.Planned))
                entries.Add(Entry(plan, experiment, row, keys, order, notes));
            if (isDue)
                entries.Add(Planned(plan, experiment, waiting, notes));
        }

        // What was recorded by hand or imported stands in the order of its log, after the plan's own.
        var others = new LogKeys(keys.Values.Concat(plan.Experiments.Select(experiment => experiment.Name)));
        foreach (var row in progress.Others)
            keys[row.Run.Id] = others.Unique(RunEntry.KeyOf(row));
        entries.AddRange(progress.Others.OrderBy(row => row.Details?.Log?.Line ?? int.MaxValue).Select(row => RunEntry.Of(plan.Name, row, keys, notes)));
        return entries;
    }

    // The run that tells how the experiment stands now; none when it waits for its first run or for one with the new configuration.
    private static RunRow? Current(ExperimentProgress experiment) => experiment.State switch
    {
        ExperimentState.Done => experiment.Rows.LastOrDefault(row => ExperimentProgress.Counts(row.Run, experiment.Fingerprint)),
        ExperimentState.Running => experiment.Rows.LastOrDefault(row => row.Run.Status is RunStatus.Queued or RunStatus.Running),
        ExperimentState.Failed or ExperimentState.Cancelled => experiment.Rows.LastOrDefault(row => row.Run.Status.HasEnded() && row.Run.Fingerprint == experiment.Fingerprint),
        _ => null,
    };

    private static LogEntry Planned(Plan plan, ExperimentProgress progress, RunRow? waiting, ILookup<NoteTarget, Note> notes)
    {
        var experiment = progress.Experiment;
        return Common(experiment, experiment.Name) with
        {
            Config = Path.GetFileName(plan.File),
            Run = waiting?.Run.Id,
            Title = TitleOf(plan, experiment),
            Kind = RunKind.Command,
            Status = RunStatus.Planned,
            Phase = experiment.Phase,
            Item = ItemOf(plan, experiment),
            Priority = experiment.Priority,
            Experiment = experiment.Id,
            Seed = experiment.Seed,
            Stage = experiment.Stage,
            Source = experiment.Sources.Count == 0 ? null : string.Join(", ", experiment.Sources),
            Reason = experiment.Reason,
            Caveat = progress.Why,
            Params = Config(experiment),
            Notes = waiting is null ? [] : RunEntry.Notes(notes[NoteTarget.Run(waiting.Run.Id)]),
        };
    }

    private static string? TitleOf(Plan plan, PlannedExperiment experiment) => experiment.Title ?? plan.Priorities.FirstOrDefault(priority => priority.Id == experiment.Priority)?.Title;

    // Phases name priorities or single experiments.
    private static string? ItemOf(Plan plan, PlannedExperiment experiment) => plan.Phases.FirstOrDefault(phase => phase.Id == experiment.Phase) is { } phase
        ? phase.Items.FirstOrDefault(item => item == experiment.Id) ?? phase.Items.FirstOrDefault(item => item == experiment.Priority) : null;

    private static LogEntry Entry(Plan plan, ExperimentProgress progress, RunRow row, Dictionary<RunId, string> keys, List<string> order, ILookup<NoteTarget, Note> notes)
    {
        var (experiment, run) = (progress.Experiment, row.Run);
        // An older run may have had another command and configuration than the plan has now.
        var isOfPlan = run.Fingerprint == progress.Fingerprint;
        var entry = RunEntry.Of(plan.Name, row, keys, notes);
        return entry with
        {
            // What people see in the plan is how every log calls it, and how what they type in one finds its run.
            Name = row.Details?.Log is null ? keys[run.Id] : entry.Name,
            Title = run.Title ?? TitleOf(plan, experiment),
            Kind = run.Kind,
            Date = entry.Date ?? LogDate.OfMinute(run.Started ?? run.Created),
            Phase = entry.Phase ?? experiment.Phase,
            Item = entry.Item ?? (entry.Phase is null || entry.Phase == experiment.Phase ? ItemOf(plan, experiment) : null),
            Priority = entry.Priority ?? experiment.Priority,
            Stage = entry.Stage ?? experiment.Stage,
            Source = entry.Source ?? (experiment.Sources.Count == 0 ? null : string.Join(", ", experiment.Sources)),
            Command = isOfPlan ? experiment.Command.ToString() : entry.Command,
            Shell = entry.Shell ?? "bash",
            Inputs = entry.Inputs.Count == 0 && isOfPlan ? experiment.Inputs : entry.Inputs,
            Outputs = entry.Outputs.Count == 0 && isOfPlan ? OutputsOf(experiment) : entry.Outputs,
            Config = entry.Config ?? (isOfPlan ? Path.GetFileName(plan.File) : null),
            Reason = entry.Reason ?? experiment.Reason,
            Error = entry.Error ?? (run.Status is RunStatus.Failed or RunStatus.Lost or RunStatus.Cancelled && keys[run.Id] == experiment.Name ? progress.Why : null),
            Params = isOfPlan ? [.. Config(experiment), .. Params(row, experiment.Config.ContainsKey)] : Params(row, _ => false),
            Metrics = [.. entry.Metrics.OrderBy(metric => order.IndexOf(metric.Key) is >= 0 and var index ? index : int.MaxValue).ThenBy(metric => metric.Key, StringComparer.Ordinal)],
        };
    }

    private static LogEntry Common(PlannedExperiment experiment, string key) => new(key)
    {
        Name = key,
        Command = experiment.Command.ToString(),
        Shell = "bash",
        Environment = [.. experiment.Environment],
        Inputs = experiment.Inputs,
        Outputs = OutputsOf(experiment),
    };

    // Without declared outputs, the files its numbers are read from.
    private static IReadOnlyList<string> OutputsOf(PlannedExperiment experiment) => experiment.Outputs.Count > 0
        ? experiment.Outputs
        : [.. experiment.Results.Where(result => result.Format != Tracking.Results.ResultFormat.StandardOutput).Select(result => result.Location).Distinct(StringComparer.Ordinal)];

    private static LogParam[] Config(PlannedExperiment experiment) => [.. experiment.Config.Select(part => new LogParam(part.Key, part.Value.GetRawText()))];

    private static LogParam[] Params(RunRow row, Func<string, bool> isKnown) =>
        [.. row.Params.Values.Where(param => !isKnown(param.Key)).OrderBy(param => param.Key, StringComparer.Ordinal).Select(param => new LogParam(param.Key, param.Json))];
}
