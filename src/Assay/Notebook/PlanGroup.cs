using Assay.Planning.Progress;

namespace Assay.Notebook;

/// <summary>The experiments of one priority, or those in none.</summary>
internal sealed record PlanGroup(string Name, string? Title, string? Type, string Command, IReadOnlyList<ExperimentProgress> Members)
{
    public int DoneCount => Members.Count(m => m.State == ExperimentState.Done);

    public bool IsComplete => DoneCount == Members.Count;

    public int FailedCount => Members.Count(m => m.State == ExperimentState.Failed);

    /// <summary>Whether all that is left of it has failed.</summary>
    public bool HasFailed => FailedCount > 0 && DoneCount + FailedCount == Members.Count;

    public bool IsRunning => Members.Any(m => m.State == ExperimentState.Running);

    /// <summary>Whether anything of it was executed, done or not.</summary>
    public bool IsStarted => Members.Any(m => m.State is not (ExperimentState.Pending or ExperimentState.Blocked));

    /// <summary>Whether the plan names it; the experiments of no priority are put together under a name of ours.</summary>
    public bool IsPlanned => Command != "assay run";

    public static List<PlanGroup> Of(PlanProgress progress)
    {
        var groups = progress.Plan.Priorities
            .Select(p => new PlanGroup(p.Id, p.Title, p.Type, $"assay run --priority {p.Id}", [.. p.Experiments.Select(progress.Of)]))
            .Where(g => g.Members.Count > 0).ToList();
        ExperimentProgress[] loose = [.. progress.Experiments.Where(e => e.Experiment.Priority is null)];
        if (loose.Length > 0)
            groups.Add(new PlanGroup(groups.Count == 0 ? "All" : "Others", null, null, "assay run", loose));
        return groups;
    }
}
