using Assay.Tuning;

namespace Assay.Analyzers.Subjects;

/// <summary>A tuning study, with the studies that are looked at beside it.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Study">The study.</param>
public sealed record StudySubject(Place Place, Study Study) : Subject(Place)
{
    /// <summary>The other studies of the same look, so that replicates can be compared; empty when there are none.</summary>
    public IReadOnlyList<Study> Others { get; init; } = [];
}
