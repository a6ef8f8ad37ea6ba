namespace Assay.Tracking;

/// <summary>Whether a note still asks for something. Stored by name in lower case.</summary>
public enum NoteState
{
    /// <summary>Stands as written.</summary>
    Open,

    /// <summary>Settled.</summary>
    Done,

    /// <summary>Given up.</summary>
    Dropped,

    /// <summary>Taken out of the logs, because a person deleted its text in one; kept here.</summary>
    Removed,
}
