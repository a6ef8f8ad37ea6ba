namespace Assay.Planning;

/// <summary>A group of experiments that are wanted together.</summary>
/// <param name="Id">Unique among phases, priorities and experiments.</param>
/// <param name="Title">What it is; <see langword="null"/> when not said.</param>
/// <param name="Type">A short word for tables; <see langword="null"/> when not said.</param>
/// <param name="Description">More about it; <see langword="null"/> when not said.</param>
/// <param name="Phase">The phase it belongs to; <see langword="null"/> when none.</param>
/// <param name="Needs">Priorities, phases and experiments that must be done first.</param>
/// <param name="Experiments">Its experiments in the order of the plan, seeds innermost; empty when none is planned yet.</param>
/// <param name="Line">Line of the plan it stands in, from 1.</param>
public sealed record PlanPriority(
    string Id,
    string? Title,
    string? Type,
    string? Description,
    string? Phase,
    IReadOnlyList<string> Needs,
    IReadOnlyList<PlannedExperiment> Experiments,
    int Line);
