namespace Assay.Tracking;

/// <summary>How a run came into the store. Stored by name in lower case.</summary>
public enum RunKind
{
    /// <summary>A command that Assay executes or executed.</summary>
    Command,

    /// <summary>A program that logs itself through the library, the spool or an API.</summary>
    Program,

    /// <summary>Something a person did and wrote down; nothing was executed by Assay.</summary>
    Action,

    /// <summary>A command pattern such as <c>train n&lt;BUDGET&gt;_s&lt;SEED&gt;</c> that many runs belong to.</summary>
    Pattern,

    /// <summary>A result that others left and that was imported.</summary>
    Imported,
}
