using Assay.Planning;
using Assay.Tracking;

namespace Assay.Analyzers.Subjects;

/// <summary>What a store holds of a plan, or outside plans: the books, to be compared with the plan and with themselves.</summary>
/// <param name="Place">Where it is.</param>
public sealed record RecordsSubject(Place Place) : Subject(Place)
{
    /// <summary>The plan; null for runs outside plans.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The runs, newest first, with all their columns and details.</summary>
    public IReadOnlyList<RunRow> Runs { get; init; } = [];

    /// <summary>The notes of the plan and its runs.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>The clock's time, for what is overdue.</summary>
    public DateTimeOffset Now { get; init; }
}
