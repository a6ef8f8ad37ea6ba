using Assay.Notebook.Tracker;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>
/// A plan with its runs as a book, for every log format. Each run outside the bin is an entry; the one that stands for an experiment now has
/// the experiment's name as key, older tries are told apart by " #1", " #2" in the order they were made. An experiment that has no such run,
/// or is due again, has an entry that is planned.
/// </summary>
public static class PlanBook
{
    private const int ShownTitles = 3;
    private const int ShownLocations = 5;

    /// <summary>Reads what a store knows of a plan: its runs, those recorded by hand or imported under its name, notes, workstreams.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="records">The store; null when there is none yet.</param>
    /// <param name="clock">Gives the day of the update.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The book.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<LogBook> ReadAsync(Plan plan, IRunStore? records, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(clock);
        var progress = await PlanProgress.ReadAsync(plan, records, RunColumns.All with { Details = true }, cancellationToken).ConfigureAwait(false);
        if (records is null)
            return Of(progress, [], clock.GetUtcNow());
        var notes = await records.GetNotesAsync(new NoteFilter(), cancellationToken).ConfigureAwait(false);
        return await StoreWorkstreams.AddAsync(Of(progress, notes, clock.GetUtcNow()), records, notes.ToLookup(note => note.Target), only: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Joins a plan, its runs and people's notes.</summary>
    /// <param name="progress">The plan with its runs, metrics read.</param>
    /// <param name="notes">Notes of the store; those about other plans and other runs are left out.</param>
    /// <param name="now">The day of the update, UTC.</param>
    /// <returns>The book.</returns>
    public static LogBook Of(PlanProgress progress, IReadOnlyList<Note> notes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(notes);
        var plan = progress.Plan;
        var own = notes.ToLookup(note => note.Target);
        var groups = PlanGroup.Of(progress);
        var metric = MainMetric(progress);
        return new LogBook(plan.Name)
        {
            Title = plan.Description?.Split('\n')[0] ?? plan.Name,
            Description = plan.Description?.Split('\n', 2) is [_, var more] && more.Trim() is { Length: > 0 } described ? described : null,
            Updated = new LogDate(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), DatePrecision.Day),
            Status = Status(groups),
            TopMetric = metric?.Key,
            TopCount = plan.Top?.Limit ?? new LogBook("").TopCount,
            Phases = Phases(progress, own),
            Categories = Categories(plan, groups),
            Priorities = [.. groups.Select(group => Priority(group, metric))],
            Entries = PlanEntries.Of(progress, own),
            Notes = RunEntry.Notes(notes.Where(note => IsAboutPlan(plan, note.Target))),
            Commands = Commands(progress, groups, metric),
            Locations = Locations(plan),
        };
    }

    /// <summary>The metric that ranks: what the plan says, else the first declared one with a direction; a guess would rank by an accident.</summary>
    internal static MetricColumn? MainMetric(PlanProgress progress)
    {
        var plan = progress.Plan;
        var key = plan.Top?.By ?? plan.Metrics.FirstOrDefault(declared => declared.Maximize is not null)?.Key;
        if (key is null)
            return null;
        var direction = plan.Metrics.FirstOrDefault(declared => declared.Key == key)?.Maximize switch
        {
            true => Direction.Maximize,
            false => Direction.Minimize,
            null => progress.Experiments.Select(e => e.Completed?.Metrics.GetValueOrDefault(key)?.Identity.Direction).FirstOrDefault(d => d is not null),
        };
        return new MetricColumn(key, direction);
    }

    private static string Status(List<PlanGroup> groups)
    {
        var active = groups.Where(group => group.IsStarted && !group.IsComplete).Select(group => group.Name).ToArray();
        if (active.Length > 0)
            return string.Join(", ", active) + " In Progress";
        if (groups.TrueForAll(group => group.IsComplete))
            return "Complete";
        return groups.Exists(group => group.IsComplete) ? groups.First(group => !group.IsComplete).Name + " Next" : "Not Started";
    }

    private static LogPhase[] Phases(PlanProgress progress, ILookup<NoteTarget, Note> notes)
    {
        var plan = progress.Plan;
        return
        [
            .. plan.Phases.Select(phase => new LogPhase(phase.Id)
            {
                Title = phase.Title,
                Goal = phase.Goal,
                Status = (phase.Status is { } said ? said + ": " : "") + Stand([.. plan.InPhase(phase.Id).Select(progress.Of)], phase.Items, progress),
                Items = [.. phase.Items.Select(item => new LogItem(item, TitleOf(plan, item), Words(progress.Named(item))))],
                Notes = RunEntry.Notes(notes[new NoteTarget("phase", $"{plan.Name}/{phase.Id}")]),
            }),
        ];
    }

    private static string? TitleOf(Plan plan, string item) =>
        plan.Priorities.FirstOrDefault(priority => priority.Id == item)?.Title ?? (plan.Find(item) is [var first, ..] ? first.Title : null);

    // "completed (3 of 3)", "not started", "items A, B completed; C pending (5 of 7)".
    private static string Stand(ExperimentProgress[] members, IReadOnlyList<string> items, PlanProgress progress)
    {
        var done = members.Count(member => member.State == ExperimentState.Done);
        if (members.Length == 0)
            return "not started";
        if (done == members.Length || members.All(member => member.State == ExperimentState.Pending))
            return Words(members);
        var parts = items.Select(item => (Item: item, Word: Word(progress.Named(item)))).GroupBy(part => part.Word, StringComparer.Ordinal)
            .Select(group => $"{IdRange.Describe([.. group.Select(part => part.Item)])} {group.Key}");
        return string.Create(CultureInfo.InvariantCulture, $"items {string.Join("; ", parts)} ({done} of {members.Length})");
    }

    private static string Words(IReadOnlyList<ExperimentProgress> members)
    {
        var done = members.Count(member => member.State == ExperimentState.Done);
        return Word(members) is "pending" ? "not started" : string.Create(CultureInfo.InvariantCulture, $"{Word(members)} ({done} of {members.Count})");
    }

    private static string Word(IReadOnlyList<ExperimentProgress> members)
    {
        if (members.Count > 0 && members.All(member => member.State == ExperimentState.Done))
            return "completed";
        if (members.Any(member => member.State == ExperimentState.Running))
            return "running";
        if (members.Any(member => member.State == ExperimentState.Failed))
            return "failed";
        return members.All(member => member.State is ExperimentState.Pending or ExperimentState.Blocked) ? "pending" : "in progress";
    }

    private static LogCategory[] Categories(Plan plan, List<PlanGroup> groups)
    {
        if (plan.Phases.Count > 0)
        {
            return
            [
                .. plan.Phases.Select(phase => new LogCategory(phase.Id, plan.InPhase(phase.Id).Count, phase.Title ?? phase.Goal, Range(plan.Priorities.Where(p => p.Phase == phase.Id).Select(p => p.Id))))
                    .Append(new LogCategory("other", plan.Experiments.Count(experiment => experiment.Phase is null), "in no phase")).Where(category => category.Count > 0),
            ];
        }

        // Without phases, what ids have in common: "LF" of "LF-40".
        return
        [
            .. groups.SelectMany(group => group.Members.Select(member => (Group: group, Family: Family(member.Experiment.Id)))).GroupBy(member => member.Family, StringComparer.Ordinal)
                .Select(family =>
                {
                    PlanGroup[] inside = [.. family.Select(member => member.Group).Distinct()];
                    string[] titles = [.. inside.Select(group => group.Title).OfType<string>().Distinct(StringComparer.Ordinal)];
                    var more = titles.Length > ShownTitles ? string.Create(CultureInfo.InvariantCulture, $" and {titles.Length - ShownTitles} more") : "";
                    return new LogCategory(family.Key, family.Count(), titles.Length == 0 ? null : string.Join(", ", titles.Take(ShownTitles)) + more, Range(inside.Where(group => group.IsPlanned).Select(group => group.Name)));
                }),
        ];
    }

    private static string? Range(IEnumerable<string> ids) => IdRange.Describe([.. ids]) is var text && text == "-" ? null : text;

    private static string Family(string id) => id.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? id[..dash] : id.TrimEnd([.. "0123456789"]) is { Length: > 0 } letters ? letters : id;

    private static LogPriority Priority(PlanGroup group, MetricColumn? metric)
    {
        var best = metric is null ? null : group.Members.GroupBy(member => member.Experiment.Id).Select(seeds => (First: seeds.First(seed => metric.Values([seed]).Length > 0 || seed == seeds.Last()), Values: metric.Values(seeds)))
            .Where(seeds => seeds.Values.Length > 0).OrderBy(seeds => metric.Rank(seeds.Values.Average())).FirstOrDefault().First;
        return new LogPriority(group.Name)
        {
            Title = group.Type ?? group.Title,
            Experiments = [.. group.Members.Select(member => member.Experiment.Id).Distinct(StringComparer.Ordinal)],
            Status = group.IsComplete ? RunStatus.Completed : group.IsRunning ? RunStatus.Running : group.HasFailed ? RunStatus.Failed : group.IsStarted ? RunStatus.Cancelled : RunStatus.Planned,
            Best = best?.Experiment.Name,
            BestMetric = best is null ? null : metric!.Key,
            Command = group.IsComplete ? null : group.Command,
        };
    }

    private static bool IsAboutPlan(Plan plan, NoteTarget target) => target.Kind switch
    {
        "store" => true,
        "plan" => target.Id == plan.Name,
        // A phase carries its own.
        "item" or "priority" => target.Id.StartsWith(plan.Name + "/", StringComparison.Ordinal),
        _ => false,
    };

    private static List<KeyValuePair<string, string>> Commands(PlanProgress progress, List<PlanGroup> groups, MetricColumn? metric)
    {
        List<KeyValuePair<string, string>> commands = [new("What is running", "assay status")];
        if (groups.Find(group => !group.IsComplete) is { } next)
        {
            commands.Add(new("Run what is due next", next.Command));
            commands.Add(new("See what would run, and why the rest would not", next.Command + " --dry-run"));
        }

        commands.Add(new("Every experiment with its state", "assay list"));
        if (progress.Experiments.FirstOrDefault(experiment => experiment.IsDue) is { } due)
            commands.Add(new("One experiment", "assay run --exp-id " + due.Experiment.Id));
        if (metric is not null)
            commands.Add(new("The best runs", "assay top --by " + metric.Key));
        return commands;
    }

    private static KeyValuePair<string, string>[] Locations(Plan plan) =>
    [
        new("Plan", Path.GetFileName(plan.File)),
        .. plan.Experiments.SelectMany(experiment => experiment.Results.Where(result => result.Format != Tracking.Results.ResultFormat.StandardOutput).Select(result => Pattern(result.Location, experiment)))
            .Distinct(StringComparer.Ordinal).Take(ShownLocations).Select(result => new KeyValuePair<string, string>("Results", result)),
        new("Runs, with output and metrics", ".assay/"),
        .. plan.Logs.Select(log => new KeyValuePair<string, string>($"Log ({log.Format})", log.Path)),
    ];

    // One line for the results of all experiments, not one each.
    private static string Pattern(string location, PlannedExperiment experiment) =>
        (experiment.Out.Length > 0 ? location.Replace(experiment.Out, "{out}", StringComparison.Ordinal) : location).Replace(experiment.Id, "{id}", StringComparison.Ordinal);
}
