namespace Assay.Planning.Claims;

/// <summary>The ids of a plan that claims may name.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="Phases">Ids of phases.</param>
/// <param name="Priorities">Ids of priorities.</param>
/// <param name="Experiments">Ids of experiments.</param>
internal sealed record PlanNames(string Plan, IReadOnlyCollection<string> Phases, IReadOnlyCollection<string> Priorities, IReadOnlyCollection<string> Experiments);
