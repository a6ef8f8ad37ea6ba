namespace Assay.Planning;

/// <summary>
/// Which experiments are meant. Several names of one kind widen the selection, several kinds narrow it; a kind without names does not matter.
/// </summary>
public sealed record PlanSelection
{
    /// <summary>Ids of experiments, each with all its seeds.</summary>
    public IReadOnlyList<string> ExperimentIds { get; init; } = [];

    /// <summary>Ids of priorities.</summary>
    public IReadOnlyList<string> Priorities { get; init; } = [];

    /// <summary>Ids of phases.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];
}
