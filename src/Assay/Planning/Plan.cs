using Assay.Foundation.Text;
using Assay.Planning.Late;

namespace Assay.Planning;

/// <summary>A plan that was read, checked and expanded: everything in it can be run as it stands.</summary>
public sealed class Plan
{
    private readonly ILookup<string, PlannedExperiment> _byId;
    private readonly ILookup<string, PlannedExperiment> _byPhase;
    private readonly Dictionary<string, PlanPriority> _priorities;

    internal Plan(IReadOnlyList<PlanPhase> phases, IReadOnlyList<PlanPriority> priorities, IReadOnlyList<PlannedExperiment> experiments)
    {
        Phases = phases;
        Priorities = priorities;
        Experiments = experiments;
        _byId = experiments.ToLookup(experiment => experiment.Id, StringComparer.Ordinal);
        _byPhase = experiments.Where(experiment => experiment.Phase is not null).ToLookup(experiment => experiment.Phase!, StringComparer.Ordinal);
        _priorities = priorities.ToDictionary(priority => priority.Id, StringComparer.Ordinal);
    }

    /// <summary>The same text read with late values; null for a plan that was not read from text.</summary>
    internal Func<Func<LateReference, LateValue?>, Plan>? Again { get; set; }

    /// <summary>The plan's name; by default the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The file as it was named to the reader.</summary>
    public required string File { get; init; }

    /// <summary>Full path of the folder that the file is in; relative paths of the plan start here.</summary>
    public required string Folder { get; init; }

    /// <summary>What the plan is for; <see langword="null"/> when not said.</summary>
    public string? Description { get; init; }

    /// <summary>Commands that run once, in order, before the first experiment that is due.</summary>
    public IReadOnlyList<LaunchCommand> Prepare { get; init; } = [];

    /// <summary>The phases, in the order of the file.</summary>
    public IReadOnlyList<PlanPhase> Phases { get; }

    /// <summary>The priorities, in the order of the file.</summary>
    public IReadOnlyList<PlanPriority> Priorities { get; }

    /// <summary>Every experiment, in the order of the file; seeds innermost.</summary>
    public IReadOnlyList<PlannedExperiment> Experiments { get; }

    /// <summary>What the metrics mean, in the order of the file.</summary>
    public IReadOnlyList<PlanMetric> Metrics { get; init; } = [];

    /// <summary>The words allowed for a stage; <see langword="null"/> allows every word.</summary>
    public IReadOnlyList<string>? Stages { get; init; }

    /// <summary>The words allowed for a source; <see langword="null"/> allows every word.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>How runs are ranked; <see langword="null"/> when not said.</summary>
    public PlanTop? Top { get; init; }

    /// <summary>Logs that are generated.</summary>
    public IReadOnlyList<PlanLog> Logs { get; init; } = [];

    /// <summary>What the runs are meant to show.</summary>
    public IReadOnlyList<PlanClaim> Claims { get; init; } = [];

    /// <summary>Severities of findings, and findings that do not count; <see langword="null"/> when nothing is said.</summary>
    public PlanLint? Lint { get; init; }

    /// <summary>What is done with every run that ended: <c>lint</c>, <c>analyze</c>.</summary>
    public IReadOnlyList<string> After { get; init; } = ["lint"];

    /// <summary>The experiments of an id, one a seed.</summary>
    /// <param name="id">An experiment's id.</param>
    /// <returns>In the order of the seeds; empty when there is no such id.</returns>
    public IReadOnlyList<PlannedExperiment> Find(string id) => [.. _byId[id]];

    /// <summary>The experiments of a priority.</summary>
    /// <param name="id">A priority's id.</param>
    /// <returns>In the order of the plan; empty when there is no such priority.</returns>
    public IReadOnlyList<PlannedExperiment> WithPriority(string id) => _priorities.TryGetValue(id, out var priority) ? priority.Experiments : [];

    /// <summary>The experiments of a phase.</summary>
    /// <param name="id">A phase's id.</param>
    /// <returns>In the order of the plan; empty when there is no such phase.</returns>
    public IReadOnlyList<PlannedExperiment> InPhase(string id) => [.. _byPhase[id]];

    /// <summary>The experiments that a name under <c>needs</c> stands for.</summary>
    /// <param name="name">Id of a priority, a phase or an experiment; the three never share one.</param>
    /// <returns>In the order of the plan; empty when the name is unknown or its group has no experiments.</returns>
    public IReadOnlyList<PlannedExperiment> Named(string name)
    {
        if (_priorities.TryGetValue(name, out var priority))
            return priority.Experiments;
        return _byPhase.Contains(name) ? InPhase(name) : Find(name);
    }

    /// <summary>The experiments of a selection.</summary>
    /// <param name="selection">Several names of one kind widen it, several kinds narrow it.</param>
    /// <returns>In the order of the plan; all experiments when nothing is named.</returns>
    /// <exception cref="AssayException">A name is not in the plan; the message lists all such names, with what was probably meant.</exception>
    public IReadOnlyList<PlannedExperiment> Select(PlanSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var faults = new List<string>();
        Check(selection.ExperimentIds, "experiment", [.. _byId.Select(group => group.Key)], faults);
        Check(selection.Priorities, "priority", _priorities.Keys, faults);
        Check(selection.Phases, "phase", [.. Phases.Select(phase => phase.Id)], faults);
        if (faults.Count > 0)
            throw new AssayException(string.Join('\n', faults));
        var ids = selection.ExperimentIds.ToHashSet(StringComparer.Ordinal);
        var priorities = selection.Priorities.ToHashSet(StringComparer.Ordinal);
        var phases = selection.Phases.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Experiments.Where(experiment =>
                (ids.Count == 0 || ids.Contains(experiment.Id)) &&
                (priorities.Count == 0 || (experiment.Priority is { } priority && priorities.Contains(priority))) &&
                (phases.Count == 0 || (experiment.Phase is { } phase && phases.Contains(phase)))),
        ];
    }

    private void Check(IReadOnlyList<string> names, string kind, IReadOnlyCollection<string> known, List<string> faults)
    {
        foreach (var name in names.Where(name => !known.Contains(name)))
            faults.Add($"{File}: there is no {kind} '{name}'; {NearWord.SuggestOrList(name, known, $"the plan has no {kind} at all")}");
    }
}
