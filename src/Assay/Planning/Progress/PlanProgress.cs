using Assay.Tracking;

namespace Assay.Planning.Progress;

/// <summary>A plan joined with its runs: what is done, running, due, blocked.</summary>
public sealed class PlanProgress
{
    private const int PageSize = 2_000;
    private readonly Dictionary<(string Id, long? Seed), ExperimentProgress> _byExperiment;

    private PlanProgress(Plan plan, IReadOnlyList<ExperimentProgress> experiments, IReadOnlyList<RunRow> others, Fingerprinter fingerprints)
    {
        Others = others;
        Fingerprints = fingerprints;
        Plan = plan;
        Experiments = experiments;
        _byExperiment = experiments.ToDictionary(progress => (progress.Experiment.Id, progress.Experiment.Seed));
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>What the fingerprints were made with, as the files were then.</summary>
    public Fingerprinter Fingerprints { get; }

    /// <summary>Every experiment in the plan's order.</summary>
    public IReadOnlyList<ExperimentProgress> Experiments { get; }

    /// <summary>Runs of the plan outside the bin that are none of its experiments: what was recorded by hand or imported, or is no longer planned. Oldest first.</summary>
    public IReadOnlyList<RunRow> Others { get; }

    /// <summary>Joins a plan with the runs the store holds of it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="records">The store; null when there is none yet, and nothing was executed.</param>
    /// <param name="columns">What to read of each run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The progress.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<PlanProgress> ReadAsync(Plan plan, IRunStore? records, RunColumns columns, CancellationToken cancellationToken = default)
    {
        var rows = new Dictionary<(string, long?), List<RunRow>>();
        for (string? after = null; records is not null;)
        {
            var page = await records.SearchAsync(new RunSearch { Plan = plan.Name, Columns = columns, IncludeDeleted = true, Limit = PageSize, After = after }, cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Items)
            {
                var key = (row.Run.Place?.Experiment ?? "", row.Run.Place?.Seed);
                if (!rows.TryGetValue(key, out var list))
                    rows[key] = list = [];
                list.Add(row);
            }

            if (page.Next is null)
                break;
            after = page.Next;
        }

        var fingerprints = new Fingerprinter(plan.Folder);
        foreach (var own in rows.Values)
            own.Reverse(); // Runs arrive newest first.
        var experiments = plan.Experiments.Select(experiment => Judge(experiment, rows.Remove((experiment.Id, experiment.Seed), out var own) ? own : [], fingerprints)).ToArray();
        plan = await WithLateValuesAsync(plan, records, experiments, fingerprints, cancellationToken).ConfigureAwait(false);
        RunRow[] others = [.. rows.Values.SelectMany(other => other).Where(IsKept).OrderBy(row => row.Run.Id)];
        return new PlanProgress(plan, experiments, others, fingerprints);
    }

    // Round by round: what was taken in one may be what another, which needs it, waits for.
    private static async Task<Plan> WithLateValuesAsync(Plan plan, IRunStore? records, ExperimentProgress[] experiments, Fingerprinter fingerprints, CancellationToken cancellationToken)
    {
        if (plan.Again is not { } again || Array.TrueForAll(experiments, progress => progress.Experiment.Awaits.Count == 0))
            return plan;
        var resolver = new LateResolver(plan, records);
        foreach (var value in plan.Experiments.SelectMany(experiment => experiment.Taken))
            resolver.Known.TryAdd(value.Reference, value);
        var places = experiments.Select((progress, place) => (Key: (progress.Experiment.Id, progress.Experiment.Seed), place)).ToDictionary(pair => pair.Key, pair => pair.place);
        var open = Enumerable.Range(0, experiments.Length).Where(place => experiments[place].Experiment.Awaits.Count > 0).ToHashSet();
        while (true)
        {
            var ready = new List<int>();
            foreach (var place in open)
            {
                var experiment = experiments[place].Experiment;
                var missing = experiment.Needs.FirstOrDefault(need => plan.Named(need).Any(one => experiments[places[(one.Id, one.Seed)]].State != ExperimentState.Done));
                if (missing is not null)
                {
                    experiments[place] = experiments[place] with { State = ExperimentState.Pending, Why = $"takes {string.Join(", ", experiment.Awaits)} once {missing} is done" };
                    continue;
                }

                string? why = null;
                foreach (var reference in experiment.Awaits)
                    why ??= await resolver.FindAsync(reference, cancellationToken).ConfigureAwait(false);
                if (why is null)
                    ready.Add(place);
                else
                    experiments[place] = experiments[place] with { State = ExperimentState.Blocked, Why = why };
            }

            if (ready.Count == 0)
                return plan;
            plan = again(reference => resolver.Known.GetValueOrDefault(reference));
            foreach (var place in ready)
            {
                open.Remove(place);
                experiments[place] = Judge(plan.Experiments[place], [.. experiments[place].Rows], fingerprints);
            }
        }
    }

    /// <summary>The progress of one experiment.</summary>
    /// <param name="experiment">An experiment of this plan.</param>
    /// <returns>Its progress.</returns>
    public ExperimentProgress Of(PlannedExperiment experiment) => _byExperiment[(experiment.Id, experiment.Seed)];

    /// <summary>The progress of what a name stands for: a priority, a phase, or an experiment id.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The experiments' progress; empty when nothing has the name.</returns>
    public IReadOnlyList<ExperimentProgress> Named(string name) => [.. Plan.Named(name).Select(Of)];

    private static ExperimentProgress Judge(PlannedExperiment experiment, List<RunRow> rows, Fingerprinter fingerprints)
    {
        // Whether it is done is known when its values are.
        if (experiment.Awaits.Count > 0)
            return new ExperimentProgress(experiment, null, ExperimentState.Pending, null, rows, 1);
        string fingerprint;
        try
        {
            fingerprint = fingerprints.Of(experiment);
        }
        catch (AssayException error)
        {
            return new ExperimentProgress(experiment, null, ExperimentState.Blocked, error.Message, rows.FindAll(IsKept), 1);
        }

        // Runs in the bin do not count, but their tries were made: a number is never given twice.
        var tried = rows.Where(row => row.Run.Fingerprint == fingerprint && (row.Run.Status != RunStatus.Planned || !IsKept(row))).Select(row => row.Run.Place?.Attempt ?? 0);
        var next = 1 + tried.DefaultIfEmpty(0).Max();
        rows = rows.FindAll(IsKept);
        var (state, why) = Judge(rows.ConvertAll(row => row.Run), fingerprint);
        return new ExperimentProgress(experiment, fingerprint, state, why, rows, next);
    }

    private static bool IsKept(RunRow row) => row.Run.Deleted is null;

    private static (ExperimentState State, string? Why) Judge(List<Run> runs, string fingerprint)
    {
        if (runs.Exists(run => ExperimentProgress.Counts(run, fingerprint)))
            return (ExperimentState.Done, null);
        if (runs.FindLast(run => run.Status is RunStatus.Queued or RunStatus.Running) is { } active)
            return (ExperimentState.Running, active.Fingerprint == fingerprint ? null : "running with an older configuration");
        if (runs.FindLast(run => run.Status.HasEnded() && run.Fingerprint == fingerprint) is { } last)
        {
            return last.SupersededWhy is { } superseded
                ? (ExperimentState.Changed, $"run {last.Id.Tail} was superseded: {superseded}")
                : (last.Status == RunStatus.Cancelled ? ExperimentState.Cancelled : ExperimentState.Failed, $"run {last.Id.Tail} {last.Status.Name()}" + (last.ErrorLine is { } line ? $": {line}" : ""));
        }

        return runs.FindLast(run => run.Status == RunStatus.Completed) is { } older
            ? (ExperimentState.Changed, $"its command, configuration, inputs or code changed since run {older.Id.Tail}")
            : (ExperimentState.Pending, null);
    }
}
