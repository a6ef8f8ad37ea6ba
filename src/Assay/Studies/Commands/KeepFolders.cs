namespace Assay.Studies.Commands;

/// <summary>Whose folders of a study's trials stay.</summary>
public enum KeepFolders
{
    /// <summary>All trials'.</summary>
    All,

    /// <summary>The best trial's, as it is after each trial.</summary>
    Best,

    /// <summary>None: each goes when its trial has ended.</summary>
    None,
}
