using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers;

/// <summary>Which runs count as evidence.</summary>
internal static class Counting
{
    /// <summary>Whether a run is completed and not superseded; results that are in no store count.</summary>
    public static bool Counts(RunSubject run) => run.Run is not { } record || (record.Status == RunStatus.Completed && record.SupersededWhy is null);
}
