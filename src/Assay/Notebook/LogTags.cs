namespace Assay.Notebook;

/// <summary>Tags the notebook gives meaning to.</summary>
internal static class LogTags
{
    /// <summary>Id of the workstream a run belongs to.</summary>
    public const string Workstream = "workstream";
}
