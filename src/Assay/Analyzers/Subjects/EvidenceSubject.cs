using Assay.Planning;

namespace Assay.Analyzers.Subjects;

/// <summary>Results that stand beside each other, in an experiment, a priority of a plan or a folder of result files: what conclusions are drawn from.</summary>
/// <param name="Place">Where it is.</param>
public sealed record EvidenceSubject(Place Place) : Subject(Place)
{
    /// <summary>The runs; those that do not count (failed, pruned, superseded) are there too, marked by their status.</summary>
    public IReadOnlyList<RunSubject> Runs { get; init; } = [];

    /// <summary>The plan they belong to; null when to none.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The claims that rest on them.</summary>
    public IReadOnlyList<PlanClaim> Claims { get; init; } = [];
}
