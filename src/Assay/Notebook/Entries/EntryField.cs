namespace Assay.Notebook.Entries;

/// <summary>What a labelled line of an entry says; in the order in which entries show them.</summary>
internal enum EntryField
{
    /// <summary>When, where the heading does not say it.</summary>
    Date,

    /// <summary>Where it stands, with its caveat.</summary>
    Status,

    /// <summary>Phase of the plan.</summary>
    Phase,

    /// <summary>Item of the phase.</summary>
    Item,

    /// <summary>Priority it belongs to.</summary>
    Priority,

    /// <summary>Planned experiment.</summary>
    Experiment,

    /// <summary>Seed of the experiment.</summary>
    Seed,

    /// <summary>Workstream it belongs to.</summary>
    Workstream,

    /// <summary>Stage of work.</summary>
    Stage,

    /// <summary>Source of labels or data.</summary>
    Source,

    /// <summary>The command.</summary>
    Command,

    /// <summary>Environment variables that the command does not set itself.</summary>
    Environment,

    /// <summary>Configuration file.</summary>
    Config,

    /// <summary>Parameters.</summary>
    Params,

    /// <summary>Inputs.</summary>
    Inputs,

    /// <summary>Outputs.</summary>
    Outputs,

    /// <summary>Why it was run.</summary>
    Reason,

    /// <summary>What came out.</summary>
    Result,

    /// <summary>Key line of its error.</summary>
    Error,

    /// <summary>What a reader must know, where the status does not say it.</summary>
    Caveat,

    /// <summary>The entry that takes its place.</summary>
    SupersededBy,

    /// <summary>Why it no longer counts, where nothing takes its place.</summary>
    Superseded,

    /// <summary>Commit of the code.</summary>
    Commit,

    /// <summary>Branch of the code.</summary>
    Branch,

    /// <summary>What follows.</summary>
    Conclusion,
}
