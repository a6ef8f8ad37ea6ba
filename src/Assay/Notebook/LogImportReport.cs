namespace Assay.Notebook;

/// <summary>What an import changed in the store.</summary>
/// <param name="Added">Runs that are new.</param>
/// <param name="Updated">Runs of which something changed.</param>
/// <param name="Unchanged">Runs that were as the log says.</param>
/// <param name="NotesAdded">Notes that are new, those of new runs included.</param>
/// <param name="NotesChanged">Notes whose text, kind or state changed, or that were taken out.</param>
/// <param name="WorkChanged">Workstreams and work periods that are new or changed.</param>
/// <param name="Conflicts">What the log and the store say differently, one sentence each; the store was left as it is.</param>
public sealed record LogImportReport(int Added, int Updated, int Unchanged, int NotesAdded, int NotesChanged, int WorkChanged, IReadOnlyList<LogRemark> Conflicts)
{
    /// <summary>Whether the store is as it was.</summary>
    public bool ChangedNothing => Added + Updated + NotesAdded + NotesChanged + WorkChanged == 0;
}
