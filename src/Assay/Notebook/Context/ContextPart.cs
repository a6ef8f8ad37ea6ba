namespace Assay.Notebook.Context;

/// <summary>What a heading of the format opens.</summary>
internal enum ContextPart
{
    /// <summary>Nothing the format knows.</summary>
    None,

    /// <summary>A workstream.</summary>
    Workstream,

    /// <summary>When the whole was last brought up to date.</summary>
    Updated,

    /// <summary>Id, name, focus, status.</summary>
    Identity,

    /// <summary>What is being done now.</summary>
    CurrentTask,

    /// <summary>A dated session.</summary>
    Session,

    /// <summary>What the session found.</summary>
    KeyResults,

    /// <summary>What the user wants first.</summary>
    UserPriorities,

    /// <summary>Files that changed.</summary>
    FilesModified,

    /// <summary>Branch, last commit, clean or not.</summary>
    GitStatus,

    /// <summary>The tree of outputs.</summary>
    Outputs,

    /// <summary>What comes next.</summary>
    NextSteps,

    /// <summary>What was decided.</summary>
    Decisions,

    /// <summary>All sessions, newest first.</summary>
    History,

    /// <summary>Text that fits nothing else.</summary>
    Notes,

    /// <summary>What the writer computed from the runs; the reader passes over it.</summary>
    Computed,
}
